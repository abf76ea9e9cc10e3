// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.RouteSource;
import java.nio.file.Path;
import java.util.List;

/**
 * {@link Manifests} for who finds it by {@link java.util.ServiceLoader}. Immutable.
 *
 * @since 0.1.0
 */
public final class ManifestSource implements RouteSource {
    /** For the service loader. */
    public ManifestSource() {}

    @Override
    public List<MirrorRoute> load(Path file) {
        return Manifests.load(file);
    }

    @Override
    public List<MirrorRoute> read(String text, String source) {
        return Manifests.load(text, source);
    }
}
