package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.redact.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key in a file that another process renews. */
final class ApiKeyTest {
    @TempDir private Path temp;

    @Test
    void shouldHideThePresentKeyAndTheOneBefore() throws Exception {
        Path file = temp.resolve("token");
        ApiKey key = ApiKey.inFile(file);
        for (String token : new String[] {"first-token-1f", "second-token-2e", "third-token-3d"}) {
            Files.writeString(file, token + "\n");
            assertThat(key.current()).isEqualTo(token);
        }

        assertThat(Secrets.OF_PROCESS.hide("first-token-1f second-token-2e third-token-3d"))
                .isEqualTo("first-token-1f [key] [key]");
    }
}
