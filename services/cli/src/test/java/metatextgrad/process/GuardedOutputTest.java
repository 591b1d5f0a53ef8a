package metatextgrad.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class GuardedOutputTest {
    private static final String TEXT = "Schl\u00fcssel \u2192 \ud83d\ude80";

    private final PrintStream before = System.out;

    @TempDir private Path folder;

    /** Prints to a pipe. */
    static final class Printer {
        private Printer() {}

        public static void main(String[] args) {
            GuardedOutput.install();
            VisibleOutput.install();
            System.out.println(TEXT);
            System.out.writeBytes(TEXT.getBytes(System.out.charset()));
            System.out.flush();
        }
    }

    @AfterEach
    void restore() {
        System.setOut(before);
    }

    @Test
    void shouldReportThatADiskIsFull() throws IOException {
        try (FileOutputStream full = new FileOutputStream("/dev/full")) {
            GuardedOutput guarded = printed(full);

            assertThat(guarded.problem()).startsWith("standard output cannot be written: ");
            assertThatThrownBy(GuardedOutput::requireWritable)
                    .isInstanceOf(GuardedOutput.Lost.class);
        }
    }

    @Test
    void shouldEndAWaitWithoutAProblemIfTheReaderHasClosedThePipe() throws Exception {
        try (FileOutputStream pipe = pipeWithoutReader()) {
            GuardedOutput guarded = printed(pipe);

            assertThat(guarded.problem()).isNull();
            assertThatThrownBy(GuardedOutput::requireWritable)
                    .isInstanceOf(GuardedOutput.Lost.class);
        }
    }

    @Test
    void shouldFindNoProblemIfAllIsWritten() throws IOException {
        try (FileOutputStream file = new FileOutputStream(folder.resolve("out").toFile())) {
            GuardedOutput guarded = printed(file);

            assertThat(guarded.problem()).isNull();
            assertThatCode(GuardedOutput::requireWritable).doesNotThrowAnyException();
        }
    }

    @Test
    void shouldKeepAllLettersInAPipeOfAPosixLocale() throws IOException {
        ProcessBuilder printer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Printer.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        printer.environment().put("LC_ALL", "C");

        Process process = printer.start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo(TEXT + "\n" + TEXT);
    }

    private static GuardedOutput printed(FileOutputStream out) {
        GuardedOutput guarded = new GuardedOutput(out);
        System.setOut(new PrintStream(guarded, true, UTF_8));
        System.out.println("a line");
        return guarded;
    }

    private FileOutputStream pipeWithoutReader() throws Exception {
        String name = folder.resolve("pipe").toString();
        assertThat(new ProcessBuilder("mkfifo", name).start().waitFor()).isZero();
        try (var threads = Executors.newSingleThreadExecutor()) {
            // Each end waits until the other one is opened.
            CompletableFuture<Void> reader =
                    CompletableFuture.runAsync(() -> openAndClose(name), threads);
            FileOutputStream pipe = new FileOutputStream(name);
            reader.join();
            return pipe;
        }
    }

    private static void openAndClose(String name) {
        try {
            new FileInputStream(name).close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
