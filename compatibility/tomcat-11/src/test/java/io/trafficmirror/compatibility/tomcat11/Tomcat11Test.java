// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.tomcat11;

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
import java.io.CharArrayWriter;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AbstractAccessLogValve;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.io.TempDir;

class Tomcat11Test extends ServletMirrorContract implements Servlet61Contract, Http2Contract {
    @TempDir
    static Path directory;

    @Override
    protected RunningServer start(Site site) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("compression", "1");
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        tomcat.getConnector().setProperty("compressibleMimeType", Site.COMPRESSED_TYPE);
        Context context = tomcat.addContext("", site.files().toString());
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletContainerInitializer(site.application(), Set.of());
        ErrorPage page = new ErrorPage();
        page.setErrorCode(Site.ERROR_STATUS);
        page.setLocation(Site.ERROR_PAGE);
        context.addErrorPage(page);
        context.getPipeline().addValve(new AccessLog(site));
        // Its pages print stack traces, and a stack trace names every filter it passes.
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        tomcat.getHost().getPipeline().addValve(errors);
        tomcat.start();
        return new RunningServer(tomcat.getConnector().getLocalPort(), () -> {
            tomcat.stop();
            tomcat.destroy();
        });
    }

    @Override
    protected Filter filter(TrafficMirror mirror) {
        return new MirrorFilter(mirror);
    }

    @Override
    public boolean hasKernelSendFiles() {
        return true;
    }

    @Override
    public Http2Client http2() {
        return new JettyHttp2Client();
    }

    /** Hands the lines of the access log on. */
    private static final class AccessLog extends AbstractAccessLogValve {
        private final Site site;

        AccessLog(Site site) {
            this.site = site;
            setPattern(Site.LOG_FORMAT);
        }

        @Override
        protected void log(CharArrayWriter line) {
            site.accessLog().accept(line.toString());
        }
    }
}
