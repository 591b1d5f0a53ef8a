package metatextgrad.simulator.helper;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import metatextgrad.simulator.json.Yaml;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;

/** The sentences of the helpers, from the files of {@code phrases/}. */
final class Phrases {
    private static final Map<String, List<String>> CRITICISMS =
            Yaml.resource("/phrases/criticisms.yaml", new TypeReference<>() {});
    private static final Map<String, List<String>> GENERAL =
            Yaml.resource("/phrases/general.yaml", new TypeReference<>() {});
    private static final Map<String, List<String>> SURFACE =
            Yaml.resource("/phrases/surface.yaml", new TypeReference<>() {});
    private static final Briefs BRIEFS =
            Yaml.resource("/phrases/briefs.yaml", new TypeReference<>() {});

    private Phrases() {}

    static List<String> criticisms(Skill cause) {
        return requireNonNull(CRITICISMS.get(cause.id()), "no criticism about " + cause.id());
    }

    static List<String> surface(TaskFamily task) {
        return requireNonNull(SURFACE.get(task.id()), "no surface of " + task.id());
    }

    static List<String> general(String about) {
        return requireNonNull(GENERAL.get(about), "no phrases for " + about);
    }

    static Briefs briefs() {
        return BRIEFS;
    }

    /** The parts of a brief about a task. */
    record Briefs(
            Map<String, String> task,
            List<String> focus,
            List<String> vague,
            List<String> padding,
            List<String> separate,
            List<String> unite,
            Map<String, String> ideas) {
        String opening(TaskFamily about) {
            return requireNonNull(task.get(about.id()), "no brief about " + about.id());
        }

        String idea(Skill skill) {
            return requireNonNull(ideas.get(skill.id()), "no idea for " + skill.id());
        }
    }
}
