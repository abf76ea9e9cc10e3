// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two owners take a segment twice each, write their pattern over it, look at it again, and give it back, while there are two segments. */
@JCStressTest
@Outcome(
        id = "[012], [012], 2",
        expect = ACCEPTABLE,
        desc = "Each saw its own pattern alone, or got none; both are back.")
@State
public class SegmentPoolStress {
    private static final VarHandle BYTES = MethodHandles.arrayElementVarHandle(byte[].class);

    private final SegmentPool pool = new SegmentPool(8, bytes -> {});

    /** Two segments lie in the pool. */
    public SegmentPoolStress() {
        pool.push(chunk(new byte[2]));
        pool.push(chunk(new byte[2]));
    }

    /** The first owner. */
    @Actor
    public void first(III_Result r) {
        r.r1 = use((byte) 1) + use((byte) 3);
    }

    /** The second owner. */
    @Actor
    public void second(III_Result r) {
        r.r2 = use((byte) 2) + use((byte) 4);
    }

    /** 1: it was its own alone; 0: there was none; below: another wrote to it. */
    private int use(byte pattern) {
        byte[] segment = pool.pop();
        if (segment == null) {
            return 0;
        }
        BYTES.setOpaque(segment, 0, pattern);
        BYTES.setOpaque(segment, 1, pattern);
        boolean own = (byte) BYTES.getOpaque(segment, 0) == pattern && (byte) BYTES.getOpaque(segment, 1) == pattern;
        pool.push(chunk(segment));
        return own ? 1 : -9;
    }

    private static Chunk chunk(byte[] bytes) {
        Chunk chunk = new Chunk();
        chunk.bytes = bytes;
        return chunk;
    }

    /** How many lie in the pool. */
    @Arbiter
    public void after(III_Result r) {
        r.r3 = pool.size();
    }
}
