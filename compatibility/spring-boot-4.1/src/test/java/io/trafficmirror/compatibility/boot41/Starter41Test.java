// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.boot41;

import io.trafficmirror.compatibility.spring.StarterContract;

/** The contract with the starter alone, on this line. */
class Starter41Test extends StarterContract {
    @Override
    protected Class<?> numberedSessions() {
        return SpringBoot41Test.Numbered.class;
    }
}
