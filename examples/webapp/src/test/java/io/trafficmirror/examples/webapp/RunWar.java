// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.webapp;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Runs a war in Tomcat, as any other container would. */
final class RunWar {
    private RunWar() {}

    /**
     * Serves until the process ends.
     *
     * @param args the port to listen on, and the war: {@code 8080 target/mirrored.war}
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            throw new IllegalArgumentException("arguments: must be a port and a war, were " + args.length);
        }
        Tomcat tomcat = server(Integer.parseInt(args[0]), Path.of(args[1]), Files.createTempDirectory("tomcat"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat)));
        tomcat.start();
        tomcat.getServer().await();
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    static Tomcat server(int port, Path war, Path directory) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setAddDefaultWebXmlToWebapp(false); // there is no compiler for its JSPs here
        Context app = tomcat.addWebapp("", war.toAbsolutePath().toString());
        app.getJarScanner().setJarScanFilter((type, jar) -> false); // nothing in its jars, or in ours, starts by itself
        return tomcat;
    }
}
