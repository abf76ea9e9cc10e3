// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.boot35;

import io.trafficmirror.compatibility.spring.StarterContract;

/** The contract with the starter alone, on this line. */
class Starter35Test extends StarterContract {
    @Override
    protected Class<?> numberedSessions() {
        return SpringBoot35Test.Numbered.class;
    }
}
