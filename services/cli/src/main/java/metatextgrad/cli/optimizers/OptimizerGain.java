package metatextgrad.cli.optimizers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.statistics.CrossedBootstrap;
import org.jspecify.annotations.Nullable;

/**
 * What the trials of one optimizer brought in a project. Pure.
 *
 * @param trials the number of trials that had a proposal
 * @param gain the mean of what they brought: {@link OptimizerVersion#brought}
 * @param low lower end of the 95 % interval; null for one trial
 * @param high upper end of the 95 % interval; null for one trial
 */
record OptimizerGain(
        String project, int trials, double gain, @Nullable Double low, @Nullable Double high) {
    /**
     * Returns the gains of each optimizer by project, from all rows of the topic. Optimizers are
     * named by {@link OptimizerSpec#contentId}, which the same one has in all projects.
     */
    static Map<String, List<OptimizerGain>> of(Collection<OptimizerVersion> all) {
        return all.stream()
                .collect(
                        Collectors.groupingBy(
                                one -> one.spec().contentId(),
                                TreeMap::new,
                                Collectors.collectingAndThen(
                                        Collectors.toList(), OptimizerGain::byProject)));
    }

    private static List<OptimizerGain> byProject(List<OptimizerVersion> rows) {
        Map<String, List<Double>> gains = new TreeMap<>();
        for (OptimizerVersion one : rows) {
            Double gain = one.brought();
            if (gain != null && one.run() != null)
                gains.computeIfAbsent(one.project().value(), any -> new ArrayList<>()).add(gain);
        }
        return gains.entrySet().stream().map(one -> of(one.getKey(), one.getValue())).toList();
    }

    private static OptimizerGain of(String project, List<Double> gains) {
        double[][] rows = gains.stream().map(gain -> new double[] {gain}).toArray(double[][]::new);
        CrossedBootstrap mean = CrossedBootstrap.of(rows, 0);
        boolean single = gains.size() == 1;
        return new OptimizerGain(
                project,
                gains.size(),
                mean.estimate(),
                single ? null : (Double) mean.low(),
                single ? null : (Double) mean.high());
    }

    /** Returns the gain in one phrase, such as {@code dyck +0.020 [-0.010, +0.050] of 3}. */
    String text() {
        String interval = low == null ? "" : Texts.format(" [%+.3f, %+.3f]", low, high);
        return "%s %s%s of %d".formatted(project, Texts.format("%+.3f", gain), interval, trials);
    }
}
