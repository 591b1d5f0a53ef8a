package metatextgrad.experiments.real;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.statistics.Seeds;

/**
 * The rows of a task. All seeds have the same test rows. Each seed divides the other rows anew into
 * training and validation.
 *
 * @param others rows of training and validation together
 * @param train the number of training rows
 * @param leftOut rows of the list that differ here or are absent
 */
public record StudyRows(
        List<TaskSubmitted> others, List<TaskSubmitted> test, int train, int leftOut) {
    public StudyRows {
        others = List.copyOf(others);
        test = List.copyOf(test).stream().map(one -> one.withSplit(Split.TEST)).toList();
        if (train < 1 || train >= others.size())
            throw new IllegalArgumentException("no validation rows are left");
    }

    /** Returns the rows of tasks with splits. */
    public static StudyRows of(List<TaskSubmitted> tasks) {
        List<TaskSubmitted> test =
                tasks.stream().filter(task -> task.split() == Split.TEST).toList();
        List<TaskSubmitted> others =
                tasks.stream().filter(task -> task.split() != Split.TEST).toList();
        long train = others.stream().filter(task -> task.split() == Split.TRAIN).count();
        return new StudyRows(others, test, (int) train, 0);
    }

    /** Returns the number of validation rows. */
    public int val() {
        return others.size() - train;
    }

    /** Returns what a search with this seed sees: training and validation rows. */
    public List<TaskSubmitted> search(long seed) {
        int[] order = Seeds.of("rows of a study", seed).permutation(others.size());
        List<TaskSubmitted> rows = new ArrayList<>();
        for (int place = 0; place < order.length; place++)
            rows.add(others.get(order[place]).withSplit(place < train ? Split.TRAIN : Split.VAL));
        return rows;
    }

    /** Returns all rows with the splits of a seed. */
    public List<TaskSubmitted> all(long seed) {
        return Stream.concat(search(seed).stream(), test.stream()).toList();
    }
}
