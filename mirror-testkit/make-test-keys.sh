#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
# SPDX-License-Identifier: Apache-2.0
# Makes test-keys.p12 anew, in the current directory, for io.trafficmirror.testkit.http.TestTls. Needs keytool of JDK 17.
set -eu
rm -f test-keys.p12
# Fixed dates, long ago, so that a clock that is behind does no harm.
start='2020/01/01 00:00:00'
keys() {
  keytool "$@" -keystore test-keys.p12 -storetype PKCS12 -storepass testkit
}
key() {
  alias=$1
  shift
  keys -genkeypair -alias "$alias" -keyalg EC -groupname secp256r1 -dname "CN=$alias of the testkit" -startdate "$start" -validity 36500 "$@"
}
# A certificate that is trusted for itself is not checked for its dates: the servers' ones need an issuer.
signed() {
  alias=$1
  shift
  key "$alias"
  keys -certreq -alias "$alias" | keys -gencert -alias ca -rfc -startdate "$start" "$@" > chain.pem
  keys -exportcert -alias ca -rfc >> chain.pem
  keys -importcert -alias "$alias" -file chain.pem -noprompt
  rm chain.pem
}
here=san=dns:localhost,ip:127.0.0.1,ip:::1
key ca -ext bc:c
signed server -validity 36500 -ext "$here"
signed other-host -validity 36500 -ext san=dns:elsewhere.example
signed expired -validity 1 -ext "$here"
key client
