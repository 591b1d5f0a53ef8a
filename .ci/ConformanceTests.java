import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

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
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The half of {@code .ci/conformance} that compiles mutated files and runs the conformance tests,
 * each time in a class loader of its own. Arguments: a working folder, and
 *
 * <ul>
 *   <li>{@code tests} and names of test classes: runs each without any mutation, and records in the
 *       working folder which files of the product it loads;
 *   <li>{@code mutations} and check numbers: runs the tests that load a mutated file. No other test
 *       can fail, because it never executes the mutated line.
 * </ul>
 */
final class ConformanceTests {
    private static final List<Path> PRODUCT =
            List.of(Path.of("../../src/target/classes"), Path.of("target/classes"));
    private static final List<Path> TESTS =
            List.of(Path.of("../../src/target/test-classes"), Path.of("target/test-classes"));
    private static final String PACKAGE = "metatextgrad.conformance.";
    private static final Pattern CHECK = Pattern.compile("\\w+\\.method(\\d\\d)[A-Z]\\w+");
    private static final int UNFIT = 78;

    /** The first check of the race. */
    private static final int RACE = 49;

    /** What tests print goes nowhere, so that the table stays one. */
    private static final PrintStream TABLE = System.out;

    private final Path mutations;
    private final Path loads;

    private ConformanceTests(Path work) {
        mutations = work.resolve("mutations");
        loads = work.resolve("loads");
    }

    public static void main(String[] args) throws Exception {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        ConformanceTests tests = new ConformanceTests(Path.of(args[0]));
        List<String> names = List.of(args).subList(2, args.length);
        boolean all = true;
        if (args[1].equals("mutations")) for (String check : names) all &= tests.kills(check);
        else for (String type : names) tests.record(type);
        System.exit(all ? 0 : 1);
    }

    private void record(String type) throws IOException {
        try (Recording product = new Recording(tested().stream())) {
            Set<String> broken = failing(product, List.of(type));
            if (!broken.isEmpty()) {
                System.err.println("conformance: these fail without any mutation: " + broken);
                System.exit(UNFIT);
            }
            Files.write(loads.resolve(type), product.loaded());
        }
    }

    private boolean kills(String check) throws Exception {
        long start = System.nanoTime();
        Path classes;
        try {
            classes = compiled(mutations.resolve(check));
        } catch (IllegalStateException e) {
            TABLE.printf(
                    "%-6s %-9s %8s  it does not compile: write it anew%n", check, "broken", "");
            return false;
        }
        Set<String> failing;
        try (Recording product = new Recording(Stream.concat(Stream.of(classes), tested().stream()))) {
            failing = failing(product, loading(files(classes)));
        }
        int number = Integer.parseInt(check.substring(0, 2));
        Set<String> own = among(failing, test -> numberOf(test) == number);
        Set<String> others = among(failing, test -> numberOf(test) != number);
        boolean allowed = others.stream().allMatch(test -> number >= RACE && isOfRace(test));
        String result =
                failing.isEmpty() ? "survived" : !own.isEmpty() && allowed ? "killed" : "unclear";
        double seconds = (System.nanoTime() - start) / 1e9;
        TABLE.printf(
                "%-6s %-9s %8.1f  %s%s%n",
                check,
                result,
                seconds,
                String.join(" ", own),
                others.isEmpty() ? "" : "; also " + String.join(" ", others));
        return result.equals("killed");
    }

    /** The folders of classes that may be loaded anew for each mutation. */
    private static List<Path> tested() {
        return Stream.concat(PRODUCT.stream(), TESTS.stream()).toList();
    }

    private static Set<String> among(Set<String> tests, Predicate<String> which) {
        return tests.stream().filter(which).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the number of the check that a test belongs to; 0 for none. */
    private static int numberOf(String test) {
        Matcher check = CHECK.matcher(test);
        return check.matches() ? Integer.parseInt(check.group(1)) : 0;
    }

    /**
     * The parts of a race depend on each other: a changed step leads to other programs in all later
     * ones. So a mutation of a race may fail other checks of the race too.
     */
    private static boolean isOfRace(String test) {
        return numberOf(test) >= RACE || (numberOf(test) == 0 && test.startsWith("Race"));
    }

    /** Returns the test classes that load one of these files. */
    private List<String> loading(Set<String> files) throws IOException {
        try (Stream<Path> recorded = Files.list(loads)) {
            return recorded.filter(record -> !Collections.disjoint(lines(record), files))
                    .map(record -> record.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }

    /** The folder of a mutated product: classes, or the resource itself. */
    private static Path compiled(Path mutation) throws IOException {
        Path core = mutation.resolve("src/main/java");
        Path kafka = mutation.resolve("services/kafka/src/main/java");
        Path sources = Files.exists(core) ? core : kafka;
        if (!Files.exists(sources)) return mutation.resolve("src/main/resources");
        Path classes = mutation.resolve("classes");
        String path =
                PRODUCT.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))
                        + File.pathSeparator
                        + System.getProperty("java.class.path");
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

    private Set<String> failing(Recording product, List<String> types) {
        Set<String> failing = new TreeSet<>();
        Thread.currentThread().setContextClassLoader(product);
        var request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(types.stream().map(type -> selectClass(PACKAGE + type)).toList())
                        .filters(EngineFilter.includeEngines("junit-jupiter", "jqwik"))
                        .configurationParameter(
                                "jqwik.database",
                                mutations
                                        .resolve("jqwik-" + ProcessHandle.current().pid())
                                        .toString())
                        .configurationParameter("jqwik.shrinking.default", "OFF")
                        .configurationParameter("jqwik.reporting.onlyfailures", "true")
                        .build();
        LauncherFactory.create().execute(request, listener(failing));
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

    /** Knows which files of its folders were loaded. */
    private static final class Recording extends URLClassLoader {
        private final Set<String> loaded = new ConcurrentSkipListSet<>();

        Recording(Stream<Path> folders) {
            super(folders.map(ConformanceTests::url).toArray(URL[]::new));
        }

        Set<String> loaded() {
            return loaded;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            loaded.add(name.replace('.', '/') + ".class");
            return super.findClass(name);
        }

        @Override
        public URL findResource(String name) {
            loaded.add(name);
            return super.findResource(name);
        }

        @Override
        public Enumeration<URL> findResources(String name) throws IOException {
            loaded.add(name);
            return super.findResources(name);
        }
    }
}
