// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** The evidence of one replica as records of Kafka, sent so that the application can't notice: see {@link io.trafficmirror.kafka.KafkaSink}. */
package io.trafficmirror.kafka;
