package metatextgrad.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import metatextgrad.cli.testing.Waits;
import metatextgrad.process.DiskSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileProblemTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir private Path folder;

    @Test
    void shouldReportAFullDiskOnceAndContinueOnceThereIsSpace() throws Exception {
        assumeTrue(Files.exists(FULL), "needs a device that is always full");
        Path file = Files.createSymbolicLink(folder.resolve("mtg.log"), FULL);
        List<String> reported = new CopyOnWriteArrayList<>();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.getStatusManager()
                .add(new LogFileProblem(file, new DiskSpace(folder), reported::add));
        Logger logger = context.getLogger("metatextgrad.Any");
        logger.addAppender(
                LogAppenders.file(
                        context, file, new LogSettings(Level.INFO, false).encoder(context, "")));

        logger.info("lost");
        logger.info("lost");
        Files.delete(file);
        Waits.await()
                .until(
                        () -> {
                            logger.info("kept");
                            return Files.exists(file) && Files.readString(file).contains("kept");
                        });
        context.stop();

        assertThat(reported)
                .containsExactly(
                        "mtg: cannot write the log file %s: No space left on device; lines are lost until it can be written again"
                                .formatted(file));
    }
}
