package metatextgrad.simulator.skill;

import com.fasterxml.jackson.core.type.TypeReference;
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
        return new Lexicon(
                concepts,
                senses,
                Yaml.resource("/lexicon/words.yaml", new TypeReference<SmallWords>() {}));
    }

    private static List<Sense> senses(List<String> lines, Map<String, Concept> concepts) {
        return lines.stream().map(line -> Sense.of(line, concepts)).toList();
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
