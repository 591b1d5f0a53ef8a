import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The half of {@code .ci/conformance} that compiles mutated files and runs the conformance tests,
 * each time in a class loader of its own. Arguments: folder of the mutations, one folder for each;
 * check numbers.
 */
final class ConformanceTests {
    private static final Path PRODUCT = Path.of("target/classes");
    private static final Path TESTS = Path.of("target/test-classes");
    private static final int UNFIT = 78;

    /** What tests print goes nowhere, so that the table stays one. */
    private static final PrintStream TABLE = System.out;

    private final Path work;

    private ConformanceTests(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        ConformanceTests tests = new ConformanceTests(Path.of(args[0]));
        Set<String> broken = tests.failing(Stream.of(PRODUCT, TESTS));
        if (!broken.isEmpty()) {
            System.err.println("conformance: these fail without any mutation: " + broken);
            System.exit(UNFIT);
        }
        boolean all = true;
        for (String check : List.of(args).subList(1, args.length)) all &= tests.kills(check);
        System.exit(all ? 0 : 1);
    }

    private boolean kills(String check) throws Exception {
        long start = System.nanoTime();
        Path classes;
        try {
            classes = compiled(work.resolve(check));
        } catch (IllegalStateException e) {
            TABLE.printf(
                    "%-6s %-9s %8s  it does not compile: write it anew%n", check, "broken", "");
            return false;
        }
        Set<String> failing = failing(Stream.of(classes, PRODUCT, TESTS));
        boolean own =
                failing.stream()
                        .allMatch(
                                test ->
                                        test.matches(
                                                "\\w+\\.method"
                                                        + check.substring(0, 2)
                                                        + "[A-Z]\\w+"));
        String result = failing.isEmpty() ? "survived" : own ? "killed" : "unclear";
        double seconds = (System.nanoTime() - start) / 1e9;
        TABLE.printf("%-6s %-9s %8.1f  %s%n", check, result, seconds, String.join(" ", failing));
        return result.equals("killed");
    }

    /** The folder of a mutated product: classes, or the resource itself. */
    private static Path compiled(Path mutation) throws IOException {
        Path sources = mutation.resolve("src/main/java");
        if (!Files.exists(sources)) return mutation.resolve("src/main/resources");
        Path classes = mutation.resolve("classes");
        String path = PRODUCT + File.pathSeparator + System.getProperty("java.class.path");
        Stream<String> options =
                Stream.of(
                        "-nowarn",
                        "-proc:none",
                        "-parameters",
                        "-cp",
                        path,
                        "-d",
                        classes.toString());
        try (Stream<Path> files = Files.walk(sources)) {
            Stream<String> javaFiles =
                    files.map(Path::toString).filter(file -> file.endsWith(".java"));
            String[] arguments = Stream.concat(options, javaFiles).toArray(String[]::new);
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0)
                throw new IllegalStateException(mutation + " does not compile");
        }
        return classes;
    }

    private Set<String> failing(Stream<Path> folders) throws IOException {
        Set<String> failing = new TreeSet<>();
        try (URLClassLoader loader =
                new URLClassLoader(folders.map(ConformanceTests::url).toArray(URL[]::new))) {
            Thread.currentThread().setContextClassLoader(loader);
            var request =
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectPackage("metatextgrad.conformance"))
                            // They pin computed values, rules of the product and a page, not the
                            // method, so they also fail for mutations of checks.
                            .filters(
                                    EngineFilter.includeEngines("junit-jupiter", "jqwik"),
                                    ClassNameFilter.excludeClassNamePatterns(
                                            ".*(HashedTexts|UnusableReplies|ConformancePage|LeakRule|DeadModel)Test"))
                            .configurationParameter(
                                    "jqwik.database",
                                    work.resolve("jqwik-" + ProcessHandle.current().pid())
                                            .toString())
                            .configurationParameter("jqwik.shrinking.default", "OFF")
                            .configurationParameter("jqwik.reporting.onlyfailures", "true")
                            .build();
            LauncherFactory.create().execute(request, listener(failing));
        }
        return failing;
    }

    private static TestExecutionListener listener(Set<String> failing) {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() != Status.SUCCESSFUL) failing.add(name(test));
            }
        };
    }

    private static String name(TestIdentifier test) {
        return switch (test.getSource().orElse(null)) {
            case MethodSource method ->
                    simple(method.getClassName()) + "." + method.getMethodName();
            case ClassSource type -> simple(type.getClassName());
            case null, default -> test.getDisplayName();
        };
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
