// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.tomcat101;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.servlet.MirrorFilter;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.servlet.ServletMirrorContract;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.junit.jupiter.api.io.TempDir;

class Tomcat101Test extends ServletMirrorContract {
    @TempDir
    static Path directory;

    @Override
    protected RunningServer start(ServletContainerInitializer application) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(application, Set.of());
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
}
