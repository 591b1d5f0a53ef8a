package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;

class ServiceFailureTest {
    private static final Path FOLDER = Path.of("/data/./mtg");

    @Test
    void shouldReportAFullDiskBelowOtherFailures() {
        var disk = new IOException("While appending to file: 7.log: No space left on device");

        assertThat(
                        ServiceFailure.words(
                                new IllegalStateException("Error opening store", disk), FOLDER))
                .isEqualTo("no space left on device in /data/mtg");
    }

    @Test
    void shouldNameTheLimitOfOpenFilesWithoutClasses() {
        var cause = new FileNotFoundException("/data/lock (Too many open files)");

        assertThat(ServiceFailure.words(new ProcessorStateException(cause), FOLDER))
                .isEqualTo("too many open files: raise the limit, for example with ulimit -n 4096");
    }

    @Test
    void shouldLeaveOutMessagesThatRepeatTheirCause() {
        var cause = new IOException("Is a directory");

        assertThat(ServiceFailure.words(new ProcessorStateException(cause), FOLDER))
                .isEqualTo("Is a directory");
    }

    @Test
    void shouldReportTheRootCause() {
        var cause = new IllegalStateException(new IOException("Is a directory"));
        var bare = new IllegalStateException("odd");

        assertThat(
                        ServiceFailure.words(
                                new IllegalStateException("Error opening store", cause), FOLDER))
                .isEqualTo("Error opening store: Is a directory");
        assertThat(ServiceFailure.words(bare, FOLDER)).isEqualTo("odd");
    }
}
