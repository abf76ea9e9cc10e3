// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Needs Debian's {@code apache2} on the path, its modules included; closes each connection after five requests. */
@Tag("real-servers")
class HttpdShadowTest extends RealShadowContract {
    @Override
    RunningShadow start(boolean tls, Path directory) throws Exception {
        Keys.writePem(directory);
        Files.createDirectory(directory.resolve("www"));
        Files.writeString(directory.resolve("www/ok"), "ok");
        Path configuration = directory.resolve("httpd.conf");
        return new ProcessShadow(directory, "USR1", "WINCH", port -> {
            NginxShadowTest.write(configuration, text(directory, port, tls));
            return List.of("apache2", "-f", configuration.toString(), "-DFOREGROUND");
        });
    }

    private static String text(Path directory, int port, boolean tls) {
        return """
                ServerRoot /usr/lib/apache2
                LoadModule mpm_event_module modules/mod_mpm_event.so
                LoadModule authz_core_module modules/mod_authz_core.so
                LoadModule headers_module modules/mod_headers.so
                LoadModule rewrite_module modules/mod_rewrite.so
                LoadModule ssl_module modules/mod_ssl.so
                DefaultRuntimeDir DIR
                PidFile DIR/httpd.pid
                ErrorLog DIR/error.log
                User www-data
                Group www-data
                ServerName localhost
                Listen 127.0.0.1:PORT
                StartServers 1
                KeepAliveTimeout 30
                MaxKeepAliveRequests 5
                LogFormat "%{X-Id}i" copies
                CustomLog DIR/access.log copies
                DocumentRoot DIR/www
                <Directory DIR/www>
                  Require all granted
                </Directory>
                Header always set X-Id "expr=%{HTTP:X-Id}"
                RewriteEngine On
                RewriteRule ^/empty$ - [R=204,L]
                SSLEngine TLS
                SSLCertificateFile DIR/certificate.pem
                SSLCertificateKeyFile DIR/key.pem
                """.replace("DIR", directory.toString())
                .replace("PORT", "" + port)
                .replace("TLS", tls ? "On" : "Off");
    }
}
