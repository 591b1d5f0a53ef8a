package metatextgrad.simulator.skill;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** Finds the skills that a text teaches, sentence by sentence. Thread-safe. */
public final class SkillReader {
    private static final Lexicon LEXICON = Lexicon.ENGLISH;
    private static final int MAX_CACHED = 20_000;

    // Reading is a pure function of the text; the caches only save time.
    private static final ConcurrentMap<String, Set<Skill>> TAUGHT = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, List<Lesson>> LESSONS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, Set<String>> IDEAS = new ConcurrentHashMap<>();

    private SkillReader() {}

    /** The skills that a sentence teaches and no sentence denies. */
    public static Set<Skill> taught(String text) {
        return cached(TAUGHT, text, SkillReader::readTaught);
    }

    private static <T> T cached(
            ConcurrentMap<String, T> known, String text, Function<String, T> reading) {
        if (known.size() > MAX_CACHED) known.clear();
        return known.computeIfAbsent(text, reading);
    }

    private static Set<Skill> readTaught(String text) {
        var taught = EnumSet.noneOf(Skill.class);
        var denied = EnumSet.noneOf(Skill.class);
        for (Sentence sentence : Sentence.all(text))
            if (Prose.isStatement(sentence)) read(sentence, taught, denied);
        taught.removeAll(denied);
        return Collections.unmodifiableSet(taught);
    }

    /** The sentences that teach a skill, in order. */
    public static List<Lesson> lessons(String text) {
        return cached(LESSONS, text, SkillReader::readLessons);
    }

    private static List<Lesson> readLessons(String text) {
        return Sentence.END
                .splitAsStream(text)
                .map(part -> Sentence.BULLET.matcher(part).replaceFirst("").strip())
                .filter(part -> !part.isEmpty())
                .map(part -> new Lesson(part, taught(part)))
                .filter(lesson -> !lesson.skills().isEmpty())
                .toList();
    }

    /** The ideas that a text names, in any words: a rough measure of its topic. */
    public static Set<String> ideas(String text) {
        return cached(IDEAS, text, SkillReader::readIdeas);
    }

    private static Set<String> readIdeas(String text) {
        var ideas = new TreeSet<String>();
        var words = Sentence.all(text).stream().map(Sentence::words).distinct().toList();
        LEXICON.concepts()
                .forEach(
                        (name, concept) -> {
                            if (words.stream().anyMatch(concept::isNamedIn)) ideas.add(name);
                        });
        return Collections.unmodifiableSet(ideas);
    }

    private static void read(Sentence sentence, Set<Skill> taught, Set<Skill> denied) {
        Polarity polarity = Polarity.of(sentence);
        for (Map.Entry<Skill, List<Sense>> entry : LEXICON.senses().entrySet()) {
            List<Sense> senses = entry.getValue();
            if (!Prose.isAbout(entry.getKey().task(), sentence)) continue;
            if (senses.stream().anyMatch(sense -> sense.forbidsIn(sentence, polarity))) {
                taught.add(entry.getKey());
            } else if (senses.stream().anyMatch(sense -> sense.deniedIn(sentence, polarity))) {
                denied.add(entry.getKey());
            } else if (senses.stream().anyMatch(sense -> sense.affirmedIn(sentence, polarity))) {
                taught.add(entry.getKey());
            }
        }
    }
}
