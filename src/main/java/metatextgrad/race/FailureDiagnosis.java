package metatextgrad.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.ContentHash;
import metatextgrad.model.StepOperator.Pattern;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreAggregated.MissedTask;

/**
 * What goes wrong most often, before a rung begins (ADR 49). The meta model reads the failures in
 * groups, and the tables of all groups become one. Pure.
 */
final class FailureDiagnosis {
    /** The most failures; the newest count. */
    private static final int FAILURES = 24;

    private static final int GROUP = 8;
    private static final int PATTERNS = 6;

    private FailureDiagnosis() {}

    /** Returns the most requests of one diagnosis, if no reply is unusable. */
    static int requests() {
        return FAILURES / GROUP;
    }

    /**
     * Returns one request per group; a hash of the tasks decides on the groups.
     *
     * @param rung number of the rung that follows, from 1
     * @param steps all steps so far
     */
    static List<Work> of(int rung, List<List<BatchScore>> steps) {
        List<MissedTask> order =
                failures(steps).stream()
                        .sorted(
                                Comparator.comparing(
                                        one -> ContentHash.of("diagnosis", one.task().id())))
                        .toList();
        List<Work> requests = new ArrayList<>();
        for (int from = 0; from < order.size(); from += GROUP) {
            List<MissedTask> group = order.subList(from, Math.min(from + GROUP, order.size()));
            requests.add(new Work.Diagnose(rung, from / GROUP, group, 0, List.of()));
        }
        return requests;
    }

    /** Returns the race after these answers. An unusable reply adds no pattern. */
    static Race after(Race race, List<Answer> answers) {
        List<Work> again = new ArrayList<>();
        List<Pattern> patterns = new ArrayList<>(race.findings().patterns());
        for (int i = 0; i < answers.size(); i++) {
            if (!(race.waiting().get(i) instanceof Work.Diagnose asked))
                throw Race.unexpected(race.waiting().get(i));
            switch (answers.get(i)) {
                case Answer.Diagnosed found -> patterns.addAll(found.patterns());
                case Answer.Unusable bad when bad.again() ->
                        again.add(
                                new Work.Diagnose(
                                        asked.rung(),
                                        asked.group(),
                                        asked.failures(),
                                        asked.attempt() + 1,
                                        bad.problems()));
                case Answer.Unusable bad -> {}
                case Answer.Proposed proposed -> throw Race.unexpected(asked);
                case Answer.Scored scored -> throw Race.unexpected(asked);
            }
        }
        Race next = race.with(race.findings().withPatterns(patterns)).waiting(again);
        return again.isEmpty() ? NextPart.rung(next) : next;
    }

    /** Returns the most frequent patterns; equal texts are one, and ties go by the text. */
    static List<Pattern> table(List<Pattern> patterns) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Pattern one : patterns) counts.merge(one.text(), one.failures(), Integer::sum);
        return counts.entrySet().stream()
                .map(one -> new Pattern(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingInt(one -> -one.failures()))
                .limit(PATTERNS)
                .toList();
    }

    /**
     * Returns the training tasks whose newest answer was wrong, the newest last. Only revisions
     * count: the answers of the others are not recorded with critiques.
     */
    private static List<MissedTask> failures(List<List<BatchScore>> steps) {
        Map<String, MissedTask> failures = new LinkedHashMap<>();
        for (List<BatchScore> step : steps) {
            List<BatchScore> revisions = step.stream().filter(BatchScore::judgesArm).toList();
            for (BatchScore score : revisions)
                score.report().outcomes().forEach(item -> failures.remove(id(item.task())));
            for (BatchScore score : revisions)
                for (MissedTask one : score.report().missed())
                    failures.putIfAbsent(id(one.task().id()), one);
        }
        List<MissedTask> all = List.copyOf(failures.values());
        return all.subList(Math.max(0, all.size() - FAILURES), all.size());
    }

    private static String id(TaskId task) {
        return task.value();
    }
}
