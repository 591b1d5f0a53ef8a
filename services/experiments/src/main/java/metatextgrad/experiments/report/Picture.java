package metatextgrad.experiments.report;

/** A picture of a report. */
public interface Picture {
    /** Returns an SVG element without references to other files. */
    String svg();

    /** Wraps shapes in an SVG element of this size. */
    static String framed(String description, double width, double height, String shapes) {
        return new Html()
                .raw(
                        "svg",
                        shapes,
                        "viewBox",
                        "0 0 %s %s".formatted(Html.number(width), Html.number(height)),
                        "width",
                        Html.number(width),
                        "role",
                        "img",
                        "aria-label",
                        description)
                .toString();
    }
}
