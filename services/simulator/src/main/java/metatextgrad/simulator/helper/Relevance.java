package metatextgrad.simulator.helper;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import metatextgrad.simulator.skill.SkillReader;

/**
 * Scores the relevance of criticisms to a description by the ideas they share; rare ideas count
 * more. Criticism of another task gets a negative score, so remarks about no task win over it.
 */
record Relevance(List<Double> scores) {
    static Relevance of(String description, List<String> criticisms) {
        Set<String> wanted = SkillReader.ideas(description);
        List<Set<String>> ideas = criticisms.stream().map(SkillReader::ideas).toList();
        Map<String, Integer> spread =
                ideas.stream()
                        .flatMap(Set::stream)
                        .collect(groupingBy(idea -> idea, summingInt(idea -> 1)));
        List<Double> shared =
                ideas.stream()
                        .map(one -> shared(one, wanted, spread) / Math.sqrt(1 + one.size()))
                        .toList();
        double max = shared.stream().mapToDouble(score -> score).max().orElse(0);
        Subject subject = Subject.of(description);
        return new Relevance(
                Stream.iterate(0, i -> i < shared.size(), i -> i + 1)
                        .map(
                                i ->
                                        subject.score(
                                                Subject.of(criticisms.get(i)),
                                                max > 0 ? shared.get(i) / max : 0))
                        .toList());
    }

    private static double shared(
            Set<String> ideas, Set<String> wanted, Map<String, Integer> spread) {
        return ideas.stream()
                .filter(wanted::contains)
                .mapToDouble(idea -> 1.0 / spread.getOrDefault(idea, 1))
                .sum();
    }
}
