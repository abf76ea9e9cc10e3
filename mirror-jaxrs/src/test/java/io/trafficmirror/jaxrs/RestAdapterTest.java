// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.adapter.AdaptedApplication;
import io.trafficmirror.testkit.adapter.AdapterContract;
import io.trafficmirror.testkit.adapter.Reply;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;

/** The feature, as any adapter; what is a REST runtime's own is in {@code JaxrsMirrorContract}. */
class RestAdapterTest extends AdapterContract {
    @Override
    protected boolean tellsConnections() {
        return false;
    }

    @Override
    protected RunningServer start(AdaptedApplication application, @Nullable TrafficMirror mirror) {
        ResourceConfig config = new ResourceConfig().register(new Application(application));
        if (mirror != null) {
            config.register(new MirrorFeature(mirror));
        }
        HttpServer server = GrizzlyHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/"), config);
        return new RunningServer(server.getListener("grizzly").getPort(), server::shutdownNow);
    }

    /** One resource for all. */
    @Path("/{path: .*}")
    public static final class Application {
        private final AdaptedApplication application;

        Application(AdaptedApplication application) {
            this.application = application;
        }

        @GET
        public Response get(@PathParam("path") String path, InputStream body) throws IOException {
            return serve(path, body);
        }

        @POST
        public Response post(@PathParam("path") String path, InputStream body) throws IOException {
            return serve(path, body);
        }

        @PUT
        public Response put(@PathParam("path") String path, InputStream body) throws IOException {
            return serve(path, body);
        }

        @DELETE
        public Response delete(@PathParam("path") String path, InputStream body) throws IOException {
            return serve(path, body);
        }

        @OPTIONS
        public Response options(@PathParam("path") String path, InputStream body) throws IOException {
            return serve(path, body);
        }

        private Response serve(String path, InputStream body) throws IOException {
            Reply reply = application.serve("/" + path, body);
            Response.ResponseBuilder response = Response.status(reply.status());
            return reply.hasBody()
                    ? response.entity(reply.bytes())
                            .type("text/plain;charset=UTF-8")
                            .build()
                    : response.build();
        }
    }
}
