package metatextgrad.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import metatextgrad.process.GuardedOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ExceptionHandlerTest {
    private final PrintStream before = System.out;

    @AfterEach
    void restore() {
        System.setOut(before);
    }

    @Test
    void shouldEndQuietlyOnceNoOneReadsTheOutput() {
        System.setOut(new PrintStream(new Closed(), true, UTF_8));
        System.out.println("a line");
        GuardedOutput.Lost lost =
                catchThrowableOfType(GuardedOutput.Lost.class, GuardedOutput::requireWritable);
        StringWriter printed = new StringWriter();
        CommandLine line = new CommandLine(new Main()).setErr(new PrintWriter(printed));

        assertThat(new ExceptionHandler(() -> false).explain(lost, line)).isZero();
        assertThat(printed.toString()).isEmpty();
    }

    private static final class Closed extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("Datenübergabe unterbrochen (broken pipe)");
        }
    }
}
