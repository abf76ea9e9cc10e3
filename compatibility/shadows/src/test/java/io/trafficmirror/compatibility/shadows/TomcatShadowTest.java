// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

class TomcatShadowTest extends RealShadowContract {
    @Override
    RunningShadow start(boolean tls, Path directory) throws Exception {
        return new RestartableShadow((port, reply) -> start(tls, directory, port, reply));
    }

    private static RestartableShadow.Started start(boolean tls, Path directory, int port, Reply reply)
            throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(port);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "5");
        if (tls) {
            layTls(connector);
        }
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(
                (classes, application) ->
                        application.addServlet("replying", new Replying(reply)).addMapping("/*"),
                Set.of());
        tomcat.start();
        return new RestartableShadow.Started(connector.getLocalPort(), () -> {
            tomcat.stop();
            tomcat.destroy();
        });
    }

    private static void layTls(Connector connector) throws Exception {
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(Keys.store());
        certificate.setCertificateKeystorePassword(Keys.PASSWORD);
        certificate.setCertificateKeyAlias(Keys.ALIAS);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
    }

    /** Reads the request and replies. */
    private static final class Replying extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient Reply reply;

        Replying(Reply reply) {
            this.reply = reply;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            long bytes = request.getInputStream().readAllBytes().length;
            String id = request.getHeader("X-Id");
            reply.delivered(id);
            byte[] content = Reply.content(request.getRequestURI());
            response.setStatus(Reply.status(request.getRequestURI()));
            response.setHeader("X-Id", id);
            response.setHeader("X-Bytes", Long.toString(bytes));
            if (content.length > 0) {
                response.setContentLength(content.length);
                response.getOutputStream().write(content);
            }
        }
    }
}
