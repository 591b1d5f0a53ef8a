package metatextgrad.cli.projects;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import metatextgrad.process.Exit;

/** Standard input as UTF-8. Bytes of another encoding would be sent as damaged text. */
final class StandardInput {
    private StandardInput() {}

    /** Returns its lines. */
    static BufferedReader lines() {
        InputStreamReader strict =
                new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder());
        return new BufferedReader(strict) {
            @Override
            public String readLine() throws IOException {
                try {
                    return super.readLine();
                } catch (CharacterCodingException e) {
                    throw Exit.CONFIGURATION.problem(
                            e, "standard input is not UTF-8 text; nothing was sent");
                }
            }
        };
    }
}
