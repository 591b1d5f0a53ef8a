package metatextgrad.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;
import org.junit.jupiter.api.Test;

/** Sixty sentences by an author who had not seen the lexicon. */
final class SentencesTest {
    private static final int ENOUGH = 54;

    @Test
    void shouldJudgeMostSentencesRight() throws IOException {
        List<String> misjudged = new ArrayList<>();
        List<String> lines = lines();
        for (String line : lines) {
            JsonNode sentence = RoleClient.JSON.readTree(line);
            Skill skill = Skill.named(sentence.path("skill").asText());
            boolean taught = SkillReader.taught(sentence.path("text").asText()).contains(skill);
            if (taught != sentence.path("kind").asText().equals("paraphrase")) {
                misjudged.add(line);
            }
        }
        assertThat(lines).hasSize(60);
        System.out.printf("%d of 60 sentences judged right%n", 60 - misjudged.size());
        assertThat(misjudged).hasSizeLessThanOrEqualTo(60 - ENOUGH);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = SentencesTest.class.getResourceAsStream("/sentences.jsonl")) {
            if (in == null) {
                throw new IOException("sentences.jsonl is missing");
            }
            return new String(in.readAllBytes(), UTF_8).lines().filter(l -> !l.isBlank()).toList();
        }
    }
}
