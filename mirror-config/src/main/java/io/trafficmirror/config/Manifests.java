// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.experiment.ExperimentPlan;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes from {@code HTTPRoute} manifests of the Gateway API ({@code gateway.networking.k8s.io/v1}, {@code v1beta1}) and
 * {@code MirrorPolicy} documents beside them. The short way: warnings are logged, backends are found under their cluster names.
 * {@link #with} is the long way.
 *
 * @since 0.1.0
 */
public final class Manifests {
    private Manifests() {}

    /**
     * Reads files, and of directories the files that end in {@code .yaml} or {@code .yml}, sorted by name.
     *
     * @return the routes, in order
     * @throws ManifestException with all errors of all files
     */
    public static List<MirrorRoute> load(Path... paths) {
        return logged(with(BackendUrls.none()).read(paths));
    }

    /**
     * Reads a text of one or more documents.
     *
     * @param sourceName what messages call it
     * @throws ManifestException with all errors
     */
    public static List<MirrorRoute> load(String yaml, String sourceName) {
        return logged(with(BackendUrls.none()).read(yaml, sourceName));
    }

    /** A reader that finds these backends under these URLs, and hands out warnings. */
    public static ManifestReader with(BackendUrls backends) {
        return new ManifestReader(backends);
    }

    private static List<MirrorRoute> logged(Loaded loaded) {
        Logger log = LoggerFactory.getLogger(Manifests.class);
        loaded.warnings().forEach(warning -> log.warn("{}", warning));
        if (!loaded.plan().equals(ExperimentPlan.NONE)) {
            log.warn(
                    "Nobody compares: of the manifests the routes alone are used here, and what policies say of comparison and"
                            + " judgement is not; Manifests.with(...).read(...) has both");
        }
        return loaded.routes();
    }
}
