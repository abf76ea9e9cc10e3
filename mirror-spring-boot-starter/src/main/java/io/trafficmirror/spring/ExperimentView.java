// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.util.Map;

/** What the actuator shows of a comparison, said without its types, for mirror-compare need not be there. Safe for concurrent use. */
interface ExperimentView {
    /** Verdict, causes and what was seen of each route, as maps, lists, texts and numbers. */
    Map<String, Object> look();

    /** Begins the experiment anew. */
    void reset();
}
