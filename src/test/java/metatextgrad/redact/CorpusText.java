package metatextgrad.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text of {@code redact/corpus.jsonl} with its secrets, marked by a person. All of them are made
 * up. The first character of a key is escaped, so that no scanner of repositories reports it.
 */
record CorpusText(String text, List<Found> secrets) {
    static List<CorpusText> all() throws IOException {
        List<CorpusText> all = new ArrayList<>();
        try (InputStream file = CorpusText.class.getResourceAsStream("/redact/corpus.jsonl")) {
            String lines = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : lines.split("\n", -1))
                if (!line.isBlank()) all.add(of(new ObjectMapper().readTree(line)));
        }
        return all;
    }

    private static CorpusText of(JsonNode row) {
        List<Found> secrets = new ArrayList<>();
        for (JsonNode secret : row.get("secrets"))
            secrets.add(
                    new Found(
                            kind(secret.get("kind").asText()),
                            secret.get("from").asInt(),
                            secret.get("to").asInt()));
        return new CorpusText(row.get("text").asText(), secrets);
    }

    private static Secret kind(String name) {
        return Secret.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
