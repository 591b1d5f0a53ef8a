package metatextgrad.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The output of the registry's JVM, which has the port that it bound. */
record RegistryLog(Path file) {
    private static final Pattern LISTENING =
            Pattern.compile("Listening on: (http://[^\\s/]+:\\d+)");

    /**
     * Returns the address that the child bound itself, so that no other server can answer for it.
     */
    Optional<String> address() {
        Matcher matcher = LISTENING.matcher(text());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
