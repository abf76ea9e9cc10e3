// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/**
 * What the class files of the starter ask of Spring: types, methods and fields, each looked up on the class path as the JVM will. Nothing is loaded, so what no
 * test comes by is checked too. Confined to one thread.
 */
final class References {
    private static final String STARTER = "io/trafficmirror/spring/MirrorAutoConfiguration.class";

    private final Set<String> seen = new TreeSet<>();
    private final Map<String, Shape> shapes = new HashMap<>();

    private References() {}

    /** A class file's members and whom it inherits from. */
    private record Shape(Set<String> members, List<String> parents) {}

    /** Those of all class files beside the starter's auto-configuration. */
    static References ofStarter() throws IOException, URISyntaxException {
        References references = new References();
        URL found = References.class.getClassLoader().getResource(STARTER);
        if (found == null) {
            throw new IllegalStateException("the starter must be on the class path, was not");
        }
        URI place = found.toURI();
        if (place.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                references.readAll(jar.getPath("/io/trafficmirror/spring"));
            }
        } else {
            references.readAll(Path.of(place.resolve(".")));
        }
        return references;
    }

    private void readAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
                read(Files.readAllBytes(file));
            }
        }
    }

    /** All that is asked for, as {@code owner} or {@code owner.name descriptor}. */
    Set<String> seen() {
        return seen;
    }

    /** What this class path has not. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String reference : seen) {
            int dot = reference.indexOf('.');
            String owner = dot < 0 ? reference : reference.substring(0, dot);
            if (shape(owner) == null || (dot > 0 && !has(owner, reference.substring(dot + 1)))) {
                missing.add(reference);
            }
        }
        return missing;
    }

    private boolean has(String owner, String member) {
        Deque<String> open = new ArrayDeque<>(List.of(owner));
        Set<String> done = new HashSet<>();
        while (!open.isEmpty()) {
            String next = open.pop();
            Shape shape = done.add(next) ? shape(next) : null;
            if (shape != null) {
                if (shape.members().contains(member)) {
                    return true;
                }
                shape.parents().forEach(open::push);
            }
        }
        return false;
    }

    private @Nullable Shape shape(String name) {
        if (!shapes.containsKey(name)) {
            Shape found = load(name);
            if (found != null) {
                shapes.put(name, found);
            }
        }
        return shapes.get(name);
    }

    private static @Nullable Shape load(String name) {
        try (InputStream in = References.class.getClassLoader().getResourceAsStream(name + ".class")) {
            return in == null ? null : shapeOf(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Shape shapeOf(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        Set<String> members = new HashSet<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        members.add(name + ' ' + descriptor);
                        return null;
                    }

                    @Override
                    public @Nullable FieldVisitor visitField(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            @Nullable Object value) {
                        members.add(name + ' ' + descriptor);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        List<String> parents = new ArrayList<>(List.of(reader.getInterfaces()));
        if (reader.getSuperName() != null) {
            parents.add(reader.getSuperName());
        }
        return new Shape(members, parents);
    }

    /** Every class in the constant pool, and every member that code uses. */
    private void read(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && reader.readByte(at - 1) == 7) { // CONSTANT_Class
                type(Type.getObjectType(reader.readUTF8(at, buffer)));
            }
            if (at > 0 && reader.readByte(at - 1) == 1) { // CONSTANT_Utf8: descriptors, also those of annotations
                descriptors(utf8(reader, at));
            }
        }
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        return new Uses();
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    private static String utf8(ClassReader reader, int at) {
        int length = reader.readUnsignedShort(at);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (reader.readByte(at + 2 + i) & 0xff));
        }
        return text.toString();
    }

    private void descriptors(String text) {
        int from = text.indexOf("Lorg/springframework/");
        while (from >= 0) {
            int end = from + 1;
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || "/_$".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            seen.add(text.substring(from + 1, end));
            from = text.indexOf("Lorg/springframework/", end);
        }
    }

    private void type(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT && element.getInternalName().startsWith("org/springframework/")) {
            seen.add(element.getInternalName());
        }
    }

    private void member(String owner, String name, String descriptor) {
        if (owner.startsWith("org/springframework/")) {
            seen.add(owner + '.' + name + ' ' + descriptor);
        }
    }

    /** What the code of a method calls, reads and refers to. */
    private final class Uses extends MethodVisitor {
        Uses() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    member(handle.getOwner(), handle.getName(), handle.getDesc());
                }
            }
        }
    }
}
