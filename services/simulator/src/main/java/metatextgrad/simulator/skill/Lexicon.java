package metatextgrad.simulator.skill;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.simulator.json.Yaml;
import metatextgrad.simulator.question.TaskFamily;

/** The English words that the recogniser knows, from the files of {@code lexicon/}. */
record Lexicon(
        Map<String, Concept> concepts, Map<Skill, List<Sense>> senses, SmallWords smallWords) {
    static final Lexicon ENGLISH = load();

    private static Lexicon load() {
        var concepts = new LinkedHashMap<String, Concept>();
        Yaml.resource("/lexicon/concepts.yaml", new TypeReference<Map<String, String>>() {})
                .forEach((name, entries) -> concepts.put(name, Concept.of(entries)));
        var senses = new LinkedHashMap<Skill, List<Sense>>();
        Yaml.resource("/lexicon/skills.yaml", new TypeReference<Map<String, List<String>>>() {})
                .forEach((id, lines) -> senses.put(Skill.named(id), senses(lines, concepts)));
        var words =
                Yaml.resource("/lexicon/words.yaml", new TypeReference<Map<String, Object>>() {});
        return new Lexicon(concepts, senses, smallWords(words));
    }

    private static List<Sense> senses(List<String> lines, Map<String, Concept> concepts) {
        return lines.stream().map(line -> Sense.of(line, concepts)).toList();
    }

    private static SmallWords smallWords(Map<String, Object> words) {
        return new SmallWords(
                set(words, "function"),
                set(words, "determiners"),
                set(words, "conjunctions"),
                set(words, "finite"),
                set(words, "verbs"),
                set(words, "negators"),
                set(words, "boundaries"),
                Concept.of(
                        String.join(
                                ",",
                                ((List<?>) field(words, "dismissals"))
                                        .stream().map(Object::toString).toList())),
                set(words, "narrative"),
                anchors((Map<?, ?>) field(words, "anchors")),
                set(words, "reply"));
    }

    private static Map<TaskFamily, Concept> anchors(Map<?, ?> lists) {
        var anchors = new EnumMap<TaskFamily, Concept>(TaskFamily.class);
        for (TaskFamily task : TaskFamily.values()) {
            anchors.put(task, Concept.of(String.valueOf(lists.get(task.id()))));
        }
        return anchors;
    }

    private static Set<String> set(Map<String, Object> words, String name) {
        return Arrays.stream(field(words, name).toString().trim().split("\\s+"))
                .collect(toUnmodifiableSet());
    }

    private static Object field(Map<String, Object> words, String name) {
        Object field = words.get(name);
        if (field == null) {
            throw new IllegalStateException("words.yaml has no " + name);
        }
        return field;
    }

    /** Words by their function in a sentence. */
    record SmallWords(
            Set<String> function,
            Set<String> determiners,
            Set<String> conjunctions,
            Set<String> finite,
            Set<String> verbs,
            Set<String> negators,
            Set<String> boundaries,
            Concept dismissals,
            Set<String> narrative,
            Map<TaskFamily, Concept> anchors,
            Set<String> reply) {}
}
