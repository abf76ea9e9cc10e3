// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.undertow23;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compatibility.http2.JettyHttp2Client;
import io.trafficmirror.servlet.MirrorFilter;
import io.trafficmirror.testkit.scenario.Http2Client;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.servlet.Http2Contract;
import io.trafficmirror.testkit.servlet.ServletMirrorContract;
import io.trafficmirror.testkit.servlet.Site;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.accesslog.AccessLogHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletStackTraces;
import io.undertow.servlet.handlers.DefaultServlet;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.util.Headers;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.util.Set;

class Undertow23Test extends ServletMirrorContract implements Http2Contract {
    @Override
    protected RunningServer start(Site site) throws Exception {
        ServletContainerInitializer application = site.application();
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(Undertow23Test.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("scenarios")
                // A stack trace names every filter it passes.
                .setServletStackTraces(ServletStackTraces.NONE)
                .addErrorPage(Servlets.errorPage(Site.ERROR_PAGE, Site.ERROR_STATUS))
                .setResourceManager(new PathResourceManager(site.files()))
                .addServlet(Servlets.servlet("default", DefaultServlet.class)
                        .addInitParam(DefaultServlet.RESOLVE_AGAINST_CONTEXT_ROOT, "true"))
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        application.getClass(), new ImmediateInstanceFactory<>(application), Set.of()));
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setHandler(new AccessLogHandler(
                        new EncodingHandler(
                                manager.start(),
                                new ContentEncodingRepository()
                                        .addEncodingHandler(
                                                "gzip", new GzipEncodingProvider(), 50, Undertow23Test::isCompressed)),
                        site.accessLog()::accept,
                        Site.LOG_FORMAT,
                        Undertow23Test.class.getClassLoader()))
                .build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return new RunningServer(port, () -> {
            server.stop();
            manager.stop();
            manager.undeploy();
        });
    }

    @Override
    protected Filter filter(TrafficMirror mirror) {
        return new MirrorFilter(mirror);
    }

    /** Undertow closes its own response after a forward, but flushes and then closes one that is wrapped, by whomever. */
    @Override
    public boolean flushesWrappedResponsesAfterForward() {
        return true;
    }

    private static boolean isCompressed(HttpServerExchange exchange) {
        return Site.COMPRESSED_TYPE.equals(exchange.getResponseHeaders().getFirst(Headers.CONTENT_TYPE));
    }

    @Override
    public Http2Client http2() {
        return new JettyHttp2Client();
    }
}
