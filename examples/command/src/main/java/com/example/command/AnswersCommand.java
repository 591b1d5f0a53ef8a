package com.example.command;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import metatextgrad.cli.ModuleCommand;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.View;
import metatextgrad.json.TaskSet;
import metatextgrad.model.ProjectId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows whether a task file is balanced: a program may learn to guess a frequent answer. */
@Command(name = "answers", description = "Counts the expected answers in a file of tasks.")
public final class AnswersCommand implements ModuleCommand, Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "JSONL, BIG-bench JSON or CSV.")
    private Path file;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        return output.print(AnswersView.of(Inputs.tasks(file, new ProjectId("answers"), true)));
    }

    /** The expected answers, the most frequent one first. */
    record AnswersView(List<Row> answers) implements View {
        record Row(String answer, long tasks) {}

        static AnswersView of(TaskSet set) {
            Map<String, Long> counts =
                    set.tasks().stream()
                            .map(task -> task.target() == null ? "(none)" : task.target())
                            .collect(groupingBy(answer -> answer, TreeMap::new, counting()));
            return new AnswersView(
                    counts.entrySet().stream()
                            .map(count -> new Row(count.getKey(), count.getValue()))
                            .sorted(Comparator.comparingLong(Row::tasks).reversed())
                            .toList());
        }

        @Override
        public List<String> text() {
            TextTable table = TextTable.of("answer | tasks");
            for (Row row : answers) table.row(row.answer(), row.tasks());
            return table.lines(TextTable.Style.RIGHT);
        }
    }
}
