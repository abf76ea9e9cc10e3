// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/**
 * Takes bodies in every way that a resource can. It answers with what it has noticed. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Path("/s/body")
@Produces("text/plain;charset=UTF-8")
public class BodyResource {
    /** For the runtime. */
    public BodyResource() {}

    /** The whole text. */
    @POST
    @Path("/text")
    public String text(String body) {
        return body;
    }

    /** The whole text, by a method that most do not have in mind. */
    @PUT
    @Path("/text")
    public String put(String body) {
        return body;
    }

    /** The whole text, by a method that mostly has none; no text is none. */
    @DELETE
    @Path("/text")
    public String delete(String body) {
        return body;
    }

    /** All bytes. */
    @POST
    @Path("/bytes")
    @Produces("application/octet-stream")
    public byte[] bytes(byte[] body) {
        return body;
    }

    /** Some of each way to read a stream. */
    @POST
    @Path("/ways")
    public String ways(InputStream in) throws IOException {
        byte[] two = new byte[2];
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        return in.read() + " " + in.read(two, 0, 2) + " " + new String(in.readNBytes(3), StandardCharsets.UTF_8) + " "
                + in.readNBytes(two, 0, 2) + " " + in.skip(4) + " " + in.transferTo(rest) + " " + rest + " "
                + in.read() + " " + in.readAllBytes().length;
    }

    /** Goes back to the start, where the stream allows it. */
    @POST
    @Path("/again")
    public String again(InputStream in) throws IOException {
        if (!in.markSupported()) {
            return "no mark, " + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        in.mark(64);
        String first = new String(in.readNBytes(3), StandardCharsets.UTF_8);
        in.reset();
        return first + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Three bytes, then a refusal. */
    @POST
    @Path("/prefix")
    public Response prefix(InputStream in) throws IOException {
        return Response.status(400)
                .entity("no, for " + new String(in.readNBytes(3), StandardCharsets.UTF_8))
                .build();
    }

    /** Nothing of it. */
    @POST
    @Path("/unread")
    public String unread() {
        return "unread";
    }

    /** All of it, while the response is written. */
    @POST
    @Path("/later")
    public StreamingOutput later(InputStream in) {
        return in::transferTo;
    }

    /** The fields of a form, by name. */
    @POST
    @Path("/fields")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String fields(@FormParam("a") List<String> a, @FormParam("b") String b) {
        return a + " " + b;
    }

    /** The whole form. */
    @POST
    @Path("/form")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String form(Form form) {
        return new TreeMap<>(form.asMap()).toString();
    }

    /** The whole form as a map. */
    @PUT
    @Path("/form")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String form(MultivaluedMap<String, String> form) {
        return new TreeMap<>(form).toString();
    }
}
