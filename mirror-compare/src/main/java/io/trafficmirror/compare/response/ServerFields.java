// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of fields in which a server speaks of itself, or of one request: their values differ where nothing is wrong. They are known by whole words, which
 * hyphens and underscores part: {@code X-Node-Id} and {@code X-NodeId} are such names, {@code X-Anode} is none. Stateless.
 */
final class ServerFields {
    /** One of these is enough. The version of an interface or of data, the zone of a time and what caches are told are of the content. */
    private static final List<String> WORDS = List.of(
            "b3",
            "backend",
            "build",
            "cache(?![-_](?:control|tags?|ttl))",
            "cell",
            "cf",
            "commit",
            "correlation",
            "datacenter",
            "deployment",
            "duration",
            "elapsed",
            "envoy",
            "git",
            "(?<!total[-_])hit",
            "host",
            "instance",
            "machine",
            "node",
            "pid",
            "pod",
            "region",
            "release(?![-_]date)",
            "request[-_]?id",
            "runtime",
            "served",
            "server",
            "span",
            "timing(?![-_]allow)",
            "(?:request|response|process|processing|server|service)?time(?![-_]zone)",
            "trace(?:parent|state)?",
            "upstream",
            "(?<!(?:api|data|document|entity|odata|protocol|resource|schema)[-_])(?:app|build|server|service|software)?version",
            "worker",
            "(?<!time[-_])zone");

    /** What may be written behind such a word without a hyphen. */
    private static final String ENDINGS = "(?:s|ids?|name|number|by|ms)?";

    private static final Pattern NAME =
            Pattern.compile("(?:^|[-_])(?:" + String.join("|", WORDS) + ")" + ENDINGS + "(?:$|[-_])");

    private ServerFields() {}

    /** Whether this is such a name. */
    static boolean contains(String lowerCaseName) {
        return NAME.matcher(lowerCaseName).find();
    }
}
