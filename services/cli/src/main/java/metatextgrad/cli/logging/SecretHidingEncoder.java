package metatextgrad.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import metatextgrad.model.ControlCharacters;
import metatextgrad.redact.Secrets;

/**
 * Hides the secrets of this process in whole lines, and makes control characters visible. Libraries
 * also log texts of servers, and exceptions that contain them. Thread-safe.
 */
final class SecretHidingEncoder extends EncoderBase<ILoggingEvent> {
    private final Encoder<ILoggingEvent> lines;

    SecretHidingEncoder(Encoder<ILoggingEvent> lines) {
        this.lines = lines;
    }

    @Override
    public void start() {
        lines.setContext(getContext());
        lines.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return lines.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(lines.encode(event), StandardCharsets.UTF_8);
        String shown = ControlCharacters.visible(Secrets.OF_PROCESS.hide(line));
        return shown.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return lines.footerBytes();
    }
}
