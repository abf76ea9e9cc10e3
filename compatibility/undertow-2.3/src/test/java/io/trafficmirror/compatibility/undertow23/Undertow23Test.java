// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.undertow23;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.servlet.MirrorFilter;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.servlet.ServletMirrorContract;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletStackTraces;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.util.Set;

class Undertow23Test extends ServletMirrorContract {
    @Override
    protected RunningServer start(ServletContainerInitializer application) throws Exception {
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(Undertow23Test.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("scenarios")
                // A stack trace names every filter it passes.
                .setServletStackTraces(ServletStackTraces.NONE)
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        application.getClass(), new ImmediateInstanceFactory<>(application), Set.of()));
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(manager.start())
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
}
