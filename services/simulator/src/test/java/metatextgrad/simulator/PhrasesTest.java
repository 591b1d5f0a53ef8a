package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;

/** An optimizer can turn each criticism into a prompt that teaches the blamed skill. */
final class PhrasesTest {
    @Test
    void shouldTeachWhatACriticismIsAbout() throws IOException {
        RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 2));
        List<String> lost = new ArrayList<>();
        for (var entry : criticisms().entrySet()) {
            for (String criticism : entry.getValue()) {
                for (int seed = 0; seed < 8; seed++) {
                    String text = demo.improved("Improve.", "Think.", List.of(criticism), seed);
                    if (!text.equals("Think.")
                            && !SkillReader.taught(text).contains(Skill.named(entry.getKey()))) {
                        lost.add(entry.getKey() + ": " + text);
                    }
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    private static Map<String, List<String>> criticisms() throws IOException {
        try (var in = PhrasesTest.class.getResourceAsStream("/phrases/criticisms.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(in, new TypeReference<>() {});
        }
    }
}
