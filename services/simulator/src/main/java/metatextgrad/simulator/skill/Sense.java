package metatextgrad.simulator.skill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Ideas that teach a skill if they are close to each other. */
record Sense(List<Part> parts) {
    /** The most words from the first idea to the last; ideas further apart are not related. */
    private static final int REACH = 16;

    static Sense of(String line, Map<String, Concept> concepts) {
        return new Sense(
                Arrays.stream(line.split(" ")).map(part -> Part.of(part, concepts)).toList());
    }

    boolean affirmedIn(Sentence sentence, Polarity polarity) {
        return matches(sentence, polarity, false);
    }

    /** True if it teaches by a ban. A word for the banned action does not deny the skill. */
    boolean forbidsIn(Sentence sentence, Polarity polarity) {
        return parts.stream().anyMatch(part -> part.stance() == Stance.DENIED)
                && affirmedIn(sentence, polarity);
    }

    /** True if all ideas are present and denied, and none must be denied. */
    boolean deniedIn(Sentence sentence, Polarity polarity) {
        return parts.stream().allMatch(part -> part.stance() == Stance.AFFIRMED)
                && matches(sentence, polarity, true);
    }

    private boolean matches(Sentence sentence, Polarity polarity, boolean denial) {
        var choices = new ArrayList<List<Concept.Place>>();
        for (Part part : parts) {
            List<Concept.Place> places =
                    part.concept().places(sentence.words()).stream()
                            .filter(place -> stance(part, denial).matches(polarity, place))
                            .toList();
            if (places.isEmpty()) return false;
            choices.add(places);
        }
        return choose(choices, new ArrayList<>());
    }

    private static Stance stance(Part part, boolean denial) {
        return denial ? Stance.DENIED : part.stance();
    }

    private static boolean choose(List<List<Concept.Place>> choices, List<Concept.Place> chosen) {
        if (chosen.size() == choices.size()) return span(chosen) <= REACH;
        for (Concept.Place place : choices.get(chosen.size())) {
            if (chosen.stream().noneMatch(place::overlaps)) {
                chosen.add(place);
                if (choose(choices, chosen)) return true;
                chosen.removeLast();
            }
        }
        return false;
    }

    private static int span(List<Concept.Place> chosen) {
        int first = chosen.stream().mapToInt(Concept.Place::start).min().orElse(0);
        int last = chosen.stream().mapToInt(Concept.Place::end).max().orElse(0);
        return last - first;
    }

    record Part(Concept concept, Stance stance) {
        static Part of(String text, Map<String, Concept> concepts) {
            Stance stance = Stance.of(text);
            String name = stance == Stance.AFFIRMED ? text : text.substring(1);
            Concept concept = concepts.get(name);
            if (concept == null)
                throw new IllegalArgumentException("skills.yaml names no concept: " + name);
            return new Part(concept, stance);
        }
    }

    enum Stance {
        AFFIRMED,
        DENIED,
        EITHER;

        static Stance of(String part) {
            return switch (part.charAt(0)) {
                case '-' -> DENIED;
                case '~' -> EITHER;
                default -> AFFIRMED;
            };
        }

        boolean matches(Polarity polarity, Concept.Place place) {
            return switch (this) {
                case AFFIRMED -> !polarity.denied(place.start());
                case DENIED -> polarity.denied(place.start());
                case EITHER -> true;
            };
        }
    }
}
