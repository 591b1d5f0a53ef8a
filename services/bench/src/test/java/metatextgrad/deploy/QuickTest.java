package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Readme;
import org.junit.jupiter.api.Test;

/** {@code -Pquick} leaves out the tests that start a broker or a process, and no others. */
final class QuickTest {
    private static final String TAG = "@Tag(\"broker\")";
    private static final Pattern STARTS =
            Pattern.compile(
                    "\\b(AllInOneForTests|FaultRun|KafkaOwner|CutKafka|LoopOwner|EmbeddedKafka|EmbeddedRegistry|RegistryOwner|WorkerBench|WorkerOwner|BenchSession|MtgCommand|ClusterForTests)\\b");

    @Test
    void shouldSkipTestsThatStartABroker() throws IOException {
        try (Stream<Path> modules = Files.list(Readme.ROOT.resolve("services"))) {
            List<Path> slow =
                    modules.map(module -> module.resolve("src/test/java"))
                            .filter(Files::isDirectory)
                            .flatMap(QuickTest::tests)
                            .filter(file -> !file.endsWith("QuickTest.java"))
                            .filter(QuickTest::starts)
                            .toList();
            assertThat(slow).hasSizeGreaterThan(30).allMatch(file -> text(file).contains(TAG));
        }
    }

    private static Stream<Path> tests(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith("Test.java")).toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean starts(Path file) {
        String text = text(file);
        return text.contains("Test\n") && STARTS.matcher(text).find();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
