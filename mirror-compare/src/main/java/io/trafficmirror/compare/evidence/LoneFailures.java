// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

/**
 * Exchanges in which one of shadow and control got no response and the other did. A failure of the control says nothing of what a response of it would
 * have held, so that it can neither vouch for a difference of the shadow nor stand for a difference of its own: a control that is down is none. It only
 * makes up for a failure of the shadow, one for one, in whatever order they come. Confined to one thread.
 */
final class LoneFailures {
    private long ofShadow;
    private long ofControl;

    /** The shadow failed alone; true if the control had failed alone before, so that now both have. */
    boolean ofShadow() {
        if (ofControl > 0) {
            ofControl--;
            return true;
        }
        ofShadow++;
        return false;
    }

    /** The control failed alone; true if the shadow had before, and this makes up for it. Else the exchange has no control. */
    boolean ofControl() {
        if (ofShadow > 0) {
            ofShadow--;
            return true;
        }
        ofControl++;
        return false;
    }
}
