package metatextgrad.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.cli.testing.Repository;
import metatextgrad.cli.testing.Waits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mtg} builds again when a source is newer than the last build. */
final class LauncherTest {
    private static final Pattern MODULE = Pattern.compile("<module>(\\w+)[^<]*</module>");
    private static final Pattern SEARCHED = Pattern.compile("find ([\\w. ]+) -name target -prune");

    private static final Pattern JDK_SEARCH =
            Pattern.compile("(?ms)^(release_of|find_java|has_jdk)\\(\\) \\{\\n.*?^\\}\\n");

    @TempDir private Path root;
    private @Nullable Path home;

    @Test
    void shouldSearchTheFolderOfEachModule() {
        Set<String> folders = new TreeSet<>(Set.of("pom.xml"));
        MODULE.matcher(Repository.read("pom.xml"))
                .results()
                .map(found -> found.group(1))
                .filter(folder -> !folder.equals("examples")) // The command has no example.
                .forEach(folders::add);

        assertThat(SEARCHED.matcher(Repository.read("mtg")).results().map(LauncherTest::words))
                .containsExactly(folders);
    }

    /** A guide starts the simulator in the background, and the system right after it. */
    @Test
    void shouldBuildOnceForTwoThatStartTogether() throws Exception {
        checkout();

        List<Process> both = List.of(start("one"), start("two"));
        for (Process process : both) assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();

        assertThat(root.resolve("builds")).content().isEqualTo("built\n");
        String printed =
                Files.readString(root.resolve("one")) + Files.readString(root.resolve("two"));
        assertThat(printed).containsOnlyOnce("mtg: another mtg builds").doesNotContain("mv: ");
        assertThat(root.resolve("services/bench/target/lock")).doesNotExist();
    }

    @Test
    void shouldReplaceTheLockOfABuildThatWasKilled() throws Exception {
        checkout();
        Path lock = Files.createDirectories(root.resolve("services/bench/target/lock"));
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(lock.resolve("pid"), "" + ended.pid());
        Files.writeString(root.resolve("two"), "another mtg");
        assertThat(start("one").waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(root.resolve("builds")).content().isEqualTo("built\n");
        assertThat(lock).doesNotExist();
    }

    /** Some shells end without their EXIT trap after a signal. */
    @Test
    void shouldRemoveTheLockOfABuildThatIsInterrupted() throws Exception {
        checkout();
        Files.createFile(root.resolve("two"));
        Path lock = root.resolve("services/bench/target/lock");
        Process build = start("one");
        Waits.await().until(() -> Files.exists(root.resolve("builds")));
        build.destroy();
        Files.writeString(root.resolve("two"), "another mtg");

        assertThat(build.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(build.exitValue()).isEqualTo(143);
        assertThat(lock).doesNotExist();
    }

    @Test
    void shouldBuildWithAJdkAlone() throws Exception {
        checkout();
        runtime();
        Files.writeString(root.resolve("two"), "another mtg");

        assertThat(start("one").waitFor(5, TimeUnit.MINUTES)).isTrue();

        assertThat(root.resolve("builds")).content().isEqualTo("built\n");
        assertThat(root.resolve("one")).content().doesNotContain("runs on the JRE");
    }

    @Test
    void shouldRunTheZipOnAJre() throws Exception {
        for (String folder : List.of("bin", "lib")) Files.createDirectory(root.resolve(folder));
        executable("bin/mtg", Repository.read("mtg"));
        executable("mtg", "#!/bin/sh\nexec bin/mtg\n");
        runtime();

        assertThat(start("one").waitFor(5, TimeUnit.MINUTES)).isTrue();

        assertThat(root.resolve("one")).content().isEqualTo("runs on the JRE\n");
    }

    /** On Macs with an Apple chip the first folder is there, on those of Intel the second. */
    @ParameterizedTest
    @ValueSource(strings = {"/opt/homebrew/opt", "/usr/local/opt"})
    void shouldFindAJdkOfHomebrew(String prefix) throws Exception {
        String jdk = prefix + "/openjdk@25/libexec/openjdk.jdk/Contents/Home";
        Files.createDirectories(root.resolve("." + jdk + "/bin"));
        Files.writeString(root.resolve("." + jdk + "/release"), "JAVA_VERSION=\"25\"\n");
        for (String program : List.of("java", "javac"))
            executable("." + jdk + "/bin/" + program, "#!/bin/sh\n");

        assertThat(found("mtg", "find_java; echo $java_home")).isEqualTo(root + jdk + "\n");
        assertThat(found(".ci/run", "has_jdk; echo $JAVA_HOME")).isEqualTo(root + jdk + "\n");
    }

    /** Runs the functions of a script that look for a JDK, with the test's folder as the root. */
    private String found(String script, String then) throws Exception {
        StringBuilder text =
                new StringBuilder("zip= no_build=\nfail() { exit 1; }\nnote() { :; }\n");
        for (MatchResult function : JDK_SEARCH.matcher(Repository.read(script)).results().toList())
            text.append(function.group().replaceAll(" (/(usr|opt|Library)/)", " " + root + "$1"));
        Files.createDirectories(root.resolve("bin"));
        executable("bin/java", "#!/bin/sh\n");
        ProcessBuilder command = new ProcessBuilder("bash", "-euc", text + then);
        command.environment().merge("PATH", "", (path, none) -> root.resolve("bin") + ":" + path);
        command.environment().put("HOME", root.toString());
        command.environment().remove("JAVA_HOME");
        Path printed = root.resolve("printed");
        Process process =
                command.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Files.readString(printed);
    }

    /** A Java of the right release without a compiler, which is looked at first. */
    private void runtime() throws IOException {
        Files.createDirectories(root.resolve("jre/bin"));
        Files.writeString(root.resolve("jre/release"), "JAVA_VERSION=\"25\"\n");
        executable("jre/bin/java", "#!/bin/sh\necho runs on the JRE\n");
        home = root.resolve("jre");
    }

    /** Maven is a script that notes each build. */
    private void checkout() throws IOException {
        for (String folder : List.of("schemas", "src", "clients", "services/bench/target", "bin"))
            Files.createDirectories(root.resolve(folder));
        Files.createFile(root.resolve("pom.xml"));
        executable("mtg", Repository.read("mtg"));
        executable(
                "bin/mvn",
                """
                #!/bin/sh
                echo built >>'%1$s/builds'
                until grep -q 'another mtg' '%1$s/one' '%1$s/two'; do sleep .1; done
                touch '%1$s/services/bench/target/mtg-bench.jar'
                printf '%%s' '%1$s/pom.xml' >'%1$s/services/bench/target/classpath'
                """
                        .formatted(root));
    }

    private Process start(String name) throws IOException {
        ProcessBuilder command = new ProcessBuilder("./mtg", "version").directory(root.toFile());
        command.environment().merge("PATH", "", (path, none) -> root.resolve("bin") + ":" + path);
        if (home != null) command.environment().put("JAVA_HOME", home.toString());
        return command.redirectErrorStream(true)
                .redirectOutput(root.resolve(name).toFile())
                .start();
    }

    private void executable(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
        assertThat(root.resolve(name).toFile().setExecutable(true)).isTrue();
    }

    private static Set<String> words(MatchResult found) {
        return new TreeSet<>(Arrays.asList(found.group(1).split(" ")));
    }
}
