package metatextgrad.simulator.helper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.json.JsonNodes;
import org.junit.jupiter.api.Test;

final class FailureTableTest {
    private static final int FAILURES = 8;

    @Test
    void shouldGroupFailuresWithOneCause() throws Exception {
        JsonNode patterns = table(new HelperNoise.CriticNoise(0, 0, 0, 0), 1);
        assertThat(patterns).hasSize(1);
        assertThat(patterns.path(0).path("questions")).hasSize(FAILURES);
        assertThat(Advice.in(patterns.path(0).path("pattern").asText())).hasSize(1);
    }

    /** Half of the readings name another cause, but not all the same one. */
    @Test
    void shouldCountTheRealCauseMostOften() throws Exception {
        HelperNoise.CriticNoise noise = new HelperNoise.CriticNoise(.5, 0, 0, 0);
        int first = 0;
        for (int seed = 0; seed < 40; seed++) {
            JsonNode patterns = table(noise, seed);
            int all = 0;
            int most = 0;
            String text = "";
            for (JsonNode one : patterns) {
                int size = one.path("questions").size();
                all += size;
                if (size > most) {
                    most = size;
                    text = one.path("pattern").asText();
                }
            }
            assertThat(all).isEqualTo(FAILURES);
            if (Phrases.criticisms(metatextgrad.simulator.skill.Skill.STACK).contains(text))
                first++;
        }
        assertThat(first).isBetween(28, 40);
    }

    @Test
    void shouldReadCountedPatternsAsOftenAsTheyWereCounted() {
        String pattern = Phrases.criticisms(metatextgrad.simulator.skill.Skill.STACK).getFirst();
        String other = Phrases.criticisms(metatextgrad.simulator.skill.Skill.PAIRS).getFirst();
        assertThat(
                        CountedPatterns.in(
                                "<PATTERNS>\n3 times: %s\nonce: %s\n2 times: No request.\n</PATTERNS>"
                                        .formatted(pattern, other)))
                .containsExactly(pattern, pattern, pattern, other);
        assertThat(CountedPatterns.in("3 times: " + pattern)).isEmpty();
    }

    @Test
    void shouldSayTheSameInFewerSentences() {
        HelperNoise.OptimizerNoise noise =
                new HelperNoise.OptimizerNoise(1, 0, 0, 1, 250, 0, 0, 0, 0, 0);
        String current =
                "Solve it.\nKeep the open brackets as a stack and close them in reverse order.\nClose the most recently opened bracket first.\nBe kind.\nBe calm.\nBe fair.\nBe open.";
        String shorter = new Shortening(noise).of(current, Dice.of(1, "a", "b"));
        assertThat(shorter)
                .startsWith(
                        "Solve it.\nKeep the open brackets as a stack and close them in reverse order.")
                .doesNotContain("recently")
                .hasSizeLessThan(130);
        assertThat(Shortening.isRequestedIn("Say the same as the following text in fewer words."))
                .isTrue();
        assertThat(Shortening.isRequestedIn("Improve the following text.")).isFalse();
    }

    private static JsonNode table(HelperNoise.CriticNoise noise, int seed) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FAILURES; i++)
            text.append(
                    "<QUESTION>\n%s\n</QUESTION>\n<OUTPUT>\nAnswer: ] )\n</OUTPUT>\n<EXPECTED>\n) ]\n</EXPECTED>\n"
                            .formatted(BRACKETS));
        String reply =
                new FailureTable(new Critic(noise, seed))
                        .of(text.toString(), Dice.of(seed, "table", "1"));
        return JsonNodes.read(reply).path("patterns");
    }

    private static final String BRACKETS =
            "Complete the rest of the sequence, making sure that the parentheses are closed properly. Input: [ (";
}
