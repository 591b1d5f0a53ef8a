package metatextgrad.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Readme;

/** Finds citations without a target: sections, rules, checks, faults, decisions, pages. */
final class Citations {
    private static final String SECTION = "\\d+(?:\\.\\d+)*";
    private static final String NUMBERS = "\\d+(?:(?:, and |, | and | to |-)\\d+)*";

    /** {@code §1.7 rows 1 and 2} or {@code §§2, 3}. */
    private static final String PLACE =
            "(?:§{1,2}|(?=\\d+\\.\\d))(SECTION(?:, SECTION)*)(?:,? (?:rule|item|row|kind|check)s? (NUMBERS))?"
                    .replace("SECTION", SECTION)
                    .replace("NUMBERS", NUMBERS);

    private static final Pattern PLACES = Pattern.compile(PLACE);
    private static final Pattern OF_PAGE =
            Pattern.compile("(METHOD|RELIABILITY)((?:(?:,| and)? (?:" + PLACE + "))+)");
    private static final Pattern CHECK =
            Pattern.compile("(?:\\bMETHOD|\\bchecks?) (" + NUMBERS + ")\\b(?!\\.\\d)");
    private static final Pattern FAULT = Pattern.compile("\\bFAULTS? (" + NUMBERS + ")");
    private static final Pattern ADR = Pattern.compile("\\bADRs? (" + NUMBERS + ")");
    private static final Pattern FILE =
            Pattern.compile("\\bdocs/[\\w./-]*\\w\\.(?:md|txt|patch)\\b");
    private static final Pattern LINK =
            Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    /** Pages that are not in the repository. */
    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "\\b(?:DESIGN|STYLE|EVIDENCE|ECOSYSTEM|LIVE|STACK|HOUSE)(?:\\.md\\b| §)");

    private final Map<String, Page> pages =
            Map.of("METHOD", page("docs/method.md"), "RELIABILITY", page("docs/reliability.md"));
    private final Page faults = pages.get("RELIABILITY");

    /** A line for each citation that leads nowhere. */
    List<String> broken(Path file) {
        String text = Sources.text(file).replaceAll("[ \t]*\n[ \t]*(?:\\*(?!/)|//|#)?[ \t]*", " ");
        List<String> broken = new ArrayList<>();
        add(broken, text, OF_PAGE, this::isOnPage);
        add(broken, text, CHECK, one -> all(one, number -> isCheck(number)));
        add(broken, text, FAULT, one -> all(one, number -> faults.has("12", number)));
        add(broken, text, ADR, one -> all(one, Citations::isDecision));
        add(broken, text, FILE, one -> Files.exists(Readme.ROOT.resolve(one.group())));
        add(broken, text, ELSEWHERE, one -> false);
        if (file.toString().endsWith(".md")) add(broken, text, LINK, one -> leads(file, one));
        return broken.stream().map(one -> Sources.name(file) + ": " + one).toList();
    }

    private static void add(
            List<String> broken, String text, Pattern pattern, Predicate<MatchResult> isThere) {
        pattern.matcher(text)
                .results()
                .filter(isThere.negate())
                .map(MatchResult::group)
                .forEach(broken::add);
    }

    private boolean isOnPage(MatchResult citation) {
        Page page = pages.get(citation.group(1));
        return PLACES.matcher(citation.group(2))
                .results()
                .allMatch(
                        place ->
                                Stream.of(place.group(1).split(", ")).allMatch(page::has)
                                        && (place.group(2) == null
                                                || numbers(place.group(2))
                                                        .allMatch(
                                                                item ->
                                                                        page.has(
                                                                                place.group(1),
                                                                                item))));
    }

    private boolean isCheck(String number) {
        return pages.get("METHOD").has("6", number);
    }

    private static boolean isDecision(String number) {
        String name = "%04d-".formatted(Integer.parseInt(number));
        try (Stream<Path> files = Files.list(Readme.ROOT.resolve("docs/adr"))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean leads(Path from, MatchResult link) {
        String path = link.group(1);
        Path to = path.isEmpty() ? from : from.resolveSibling(path).normalize();
        if (!Files.exists(to)) return false;
        String anchor = link.group(2);
        return anchor == null || Page.read(to).anchors().contains(anchor);
    }

    private static boolean all(MatchResult citation, Predicate<String> isThere) {
        return numbers(citation.group(1)).allMatch(isThere);
    }

    private static Stream<String> numbers(String list) {
        return Pattern.compile("\\d+").matcher(list).results().map(MatchResult::group);
    }

    private static Page page(String name) {
        return Page.read(Readme.ROOT.resolve(name));
    }
}
