// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.pages;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a piece of Java as a reader would after the IDE has added the imports: of every package that our modules export, and of those named here. A piece
 * may be statements, members of a class, or types; what it uses and does not declare, it is given. Confined to one thread.
 */
final class SnippetCompiler implements AutoCloseable {
    private static final Pattern EXPORTS = Pattern.compile("^ +exports (\\S+);", Pattern.MULTILINE);
    private static final List<String> OTHERS = List.of(
            "com.sun.net.httpserver",
            "jakarta.servlet",
            "jakarta.servlet.http",
            "jakarta.ws.rs",
            "jakarta.ws.rs.core",
            "java.io",
            "java.math",
            "java.net",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "org.springframework.boot.web.servlet",
            "org.springframework.context.annotation");

    /** Behind an annotation it could also be parsed as a statement, where it may not be public. */
    private static final Pattern TYPE = Pattern.compile("^public .*class ", Pattern.MULTILINE);

    /** What a piece may be. */
    private enum Form {
        STATEMENTS("class Snippet { void run(%2$s) throws Exception { %1$s\n} }"),
        MEMBERS("class Snippet { Snippet(%2$s) {} %1$s\n}"),
        TYPES("%1$s");

        private final String frame;

        Form(String frame) {
            this.frame = frame;
        }
    }

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null);
    private final String imports;

    SnippetCompiler() throws IOException {
        List<String> packages = new ArrayList<>(OTHERS);
        try (Stream<Path> modules = Files.list(Snippet.ROOT)) {
            for (Path module : modules.map(path -> path.resolve("src/main/java/module-info.java"))
                    .filter(Files::exists)
                    .sorted()
                    .toList()) {
                EXPORTS.matcher(Files.readString(module)).results().forEach(match -> packages.add(match.group(1)));
            }
        }
        imports = packages.stream().map(name -> "import " + name + ".*;").collect(Collectors.joining(" "))
                + "import java.nio.file.Path;"; // one of ours has the same name
    }

    /** What the compiler has to say against these, each in the first form in which it can be parsed; empty: all compile. */
    List<String> errors(List<Snippet> snippets) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Snippet snippet : snippets) {
            sources.add(parsed(snippet, sources.size()));
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        task(sources, found).analyze();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(SnippetCompiler::text)
                .toList();
    }

    private Source parsed(Snippet snippet, int number) throws IOException {
        for (Form form : TYPE.matcher(snippet.text()).find() ? List.of(Form.TYPES) : List.of(Form.values())) {
            Source source = new Source(snippet, source(snippet, form, number));
            DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
            task(List.of(source), found).parse();
            if (found.getDiagnostics().isEmpty()) {
                return source;
            }
        }
        return new Source(snippet, source(snippet, Form.STATEMENTS, number));
    }

    private JavacTask task(List<Source> sources, DiagnosticCollector<JavaFileObject> found) {
        List<String> options = List.of("-proc:none", "-classpath", classPath());
        return (JavacTask) compiler.getTask(null, files, found, options, null, sources);
    }

    /** All that is ours stands in one line, so that the compiler counts lines as the page does. */
    private String source(Snippet snippet, Form form, int number) {
        List<String> lines = snippet.text().lines().toList();
        String own = lines.stream().filter(SnippetCompiler::isImport).collect(Collectors.joining(" "));
        String code = lines.stream().map(line -> isImport(line) ? "" : line).collect(Collectors.joining("\n"));
        return "package snippet" + number + "; " + imports + " " + own + " "
                + String.format(Locale.ROOT, form.frame, code, snippet.given());
    }

    private static String text(Diagnostic<? extends JavaFileObject> error) {
        String message =
                error.getMessage(Locale.ROOT).lines().map(String::strip).collect(Collectors.joining("; "));
        return error.getSource() instanceof Source source
                ? source.snippet.page() + ":" + (source.snippet.line() + error.getLineNumber()) + ": " + message
                : message;
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ") && line.endsWith(";");
    }

    /** That of this test, however it was started. */
    private static String classPath() {
        return SnippetCompiler.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** The source that is made of a piece. Immutable. */
    private static final class Source extends SimpleJavaFileObject {
        private final Snippet snippet;
        private final String text;

        Source(Snippet snippet, String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.snippet = snippet;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return true; // whatever types a piece has
        }
    }
}
