// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.jetty121;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compatibility.http2.JettyHttp2Client;
import io.trafficmirror.servlet.MirrorFilter;
import io.trafficmirror.testkit.scenario.Http2Client;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.servlet.Http2Contract;
import io.trafficmirror.testkit.servlet.Servlet61Contract;
import io.trafficmirror.testkit.servlet.ServletMirrorContract;
import io.trafficmirror.testkit.servlet.Site;
import jakarta.servlet.Filter;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.ErrorHandler.ErrorPageMapper;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.jspecify.annotations.Nullable;

class Jetty121Test extends ServletMirrorContract implements Servlet61Contract, Http2Contract {
    @Override
    @SuppressWarnings("removal") // of GzipHandler, which every Jetty 12 has
    protected RunningServer start(Site site) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(
                server, new HttpConnectionFactory(), new HTTP2CServerConnectionFactory(new HttpConfiguration()));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.setBaseResourceAsPath(site.files());
        ServletHolder files = new ServletHolder("default", DefaultServlet.class);
        files.setInitParameter("pathInfoOnly", "false");
        context.addServlet(files, "/");
        context.addServletContainerInitializer(site.application());
        context.setErrorHandler(new ErrorPages());
        GzipHandler zip = new GzipHandler();
        zip.setIncludedMimeTypes(Site.COMPRESSED_TYPE);
        zip.setHandler(context);
        server.setHandler(zip);
        server.setRequestLog(new CustomRequestLog(site.accessLog()::accept, Site.LOG_FORMAT.replace("%B", "%O")));
        server.start();
        return new RunningServer(connector.getLocalPort(), server::stop);
    }

    @Override
    protected Filter filter(TrafficMirror mirror) {
        return new MirrorFilter(mirror);
    }

    /** Jetty dispatches to an error page when it has told all who listen that the request is over. */
    @Override
    public boolean tellsStatusOfErrorPages() {
        return false;
    }

    @Override
    public Http2Client http2() {
        return new JettyHttp2Client();
    }

    /** The server's own pages, but for the one status that the application has a page for. */
    private static final class ErrorPages extends ErrorHandler implements ErrorPageMapper {
        @Override
        public @Nullable ErrorPage getErrorPage(@Nullable Integer status, @Nullable Throwable cause) {
            return Integer.valueOf(Site.ERROR_STATUS).equals(status)
                    ? new ErrorPage(Site.ERROR_PAGE, PageLookupTechnique.STATUS_CODE, cause, cause, null)
                    : null;
        }
    }
}
