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

/** {@code mtg} builds again when a source is newer than the last build. */
final class LauncherTest {
    private static final Pattern MODULE = Pattern.compile("<module>(\\w+)[^<]*</module>");
    private static final Pattern SEARCHED = Pattern.compile("find ([\\w. ]+) -name target -prune");

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

    @Test
    void shouldLookForJdksOfHomebrew() {
        for (String script : List.of("mtg", ".ci/run"))
            assertThat(Repository.read(script))
                    .contains(
                            "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
                            "/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home");
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
