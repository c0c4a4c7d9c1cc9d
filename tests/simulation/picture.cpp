// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
#include "simulation/picture.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <ostream>
#include <sstream>

namespace candor::simulation {

namespace {

constexpr double width = 880;
constexpr double plotLeft = 64;
constexpr double plotWidth = width - plotLeft - 24;
constexpr double plotTop = 44;
constexpr double plotHeight = 150;
constexpr double panelHeight = plotTop + plotHeight + 36;

double roundStep(double highest)
{
    const double magnitude = std::pow(10, std::floor(std::log10(highest)));
    for (const double factor : {0.2, 0.5, 1.0, 2.0}) {
        if (highest / (magnitude * factor) <= 5)
            return magnitude * factor;
    }
    return magnitude * 5;
}

class PanelDrawing
{
public:
    PanelDrawing(std::ostream &out, const Scenario &scenario, const Panel &panel)
        : m_out(out)
        , m_scenario(scenario)
        , m_panel(panel)
        , m_minutes(static_cast<double>(panel.requests.perSecond.size()))
    {
        m_highest = 3 * panel.requests.steady;
        for (const Requests *requests : {&panel.requests, &panel.compared})
            m_highest = std::max(m_highest, *std::max_element(requests->perSecond.begin(), requests->perSecond.end()));
        m_highest *= 1.05;
    }

    void draw()
    {
        m_out << "<text class=\"title\" x=\"" << plotLeft << "\" y=\"22\">" << m_panel.title << "</text>\n";
        const double left = x(m_scenario.begin / 60);
        const double right = x((m_scenario.begin + m_scenario.outage) / 60);
        m_out << "<rect class=\"outage\" x=\"" << left << "\" y=\"" << plotTop << "\" width=\"" << right - left
              << "\" height=\"" << plotHeight << "\"/>\n";
        const double step = roundStep(m_highest);
        for (double value = 0; value <= m_highest; value += step) {
            line("grid", value);
            m_out << "<text class=\"axis\" text-anchor=\"end\" x=\"" << plotLeft - 8 << "\" y=\"" << y(value) + 4
                  << "\">" << value << "</text>\n";
        }
        for (double hour = 0; hour * 60 <= m_minutes; ++hour)
            m_out << "<text class=\"axis\" text-anchor=\"middle\" x=\"" << x(hour * 60) << "\" y=\""
                  << plotTop + plotHeight + 18 << "\">" << hour << " h</text>\n";
        curve("compared", m_panel.compared);
        curve("ours", m_panel.requests);
        line("limit", 3 * m_panel.requests.steady);
        m_out << "<text class=\"axis\" text-anchor=\"end\" x=\"" << plotLeft + plotWidth << "\" y=\""
              << y(3 * m_panel.requests.steady) - 5 << "\">3 x the steady rate</text>\n";
    }

private:
    [[nodiscard]] double x(double minute) const { return plotLeft + plotWidth * minute / m_minutes; }
    [[nodiscard]] double y(double value) const { return plotTop + plotHeight * (1 - value / m_highest); }

    void line(const char *kind, double value)
    {
        m_out << "<line class=\"" << kind << "\" x1=\"" << plotLeft << "\" x2=\"" << plotLeft + plotWidth << "\" y1=\""
              << y(value) << "\" y2=\"" << y(value) << "\"/>\n";
    }

    void curve(const char *kind, const Requests &requests)
    {
        m_out << "<polyline class=\"" << kind << "\" points=\"";
        double minute = 0.5;
        for (const double value : requests.perSecond) {
            m_out << x(minute) << ',' << y(value) << ' ';
            ++minute;
        }
        m_out << "\"/>\n";
    }

    std::ostream &m_out;
    const Scenario &m_scenario;
    const Panel &m_panel;
    const double m_minutes;
    double m_highest = 0;
};

void drawKey(std::ostream &out, double x, const char *kind, const std::string &label)
{
    out << "<line class=\"" << kind << "\" x1=\"" << x << "\" x2=\"" << x + 28 << "\" y1=\"14\" y2=\"14\"/><text x=\""
        << x + 36 << "\" y=\"18\">" << label << "</text>\n";
}

} // namespace

std::string drawPanels(const Scenario &scenario, const std::vector<Panel> &panels, const std::string &label,
                       const std::string &comparedLabel)
{
    const double height = panelHeight * static_cast<double>(panels.size()) + 32;
    std::ostringstream out;
    out << std::setprecision(4);
    out << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << width << ' ' << height << "\" width=\""
        << width << "\" height=\"" << height << "\">\n<!-- Drawn by tests/simulation. -->\n"
        << "<style>text{font:12px sans-serif;fill:#333}.title{font-weight:bold}.axis{font-size:11px;fill:#555}"
        << ".outage{fill:#f3e3e3}.grid{stroke:#ddd}.limit{stroke:#a33;stroke-dasharray:6 4}"
        << "polyline{fill:none}.ours{stroke:#1660b8;stroke-width:1.8}.compared{stroke:#aaa;stroke-width:1.2}</style>\n"
        << "<rect width=\"" << width << "\" height=\"" << height << "\" fill=\"#fff\"/>\n";
    double top = 0;
    for (const Panel &panel : panels) {
        out << "<g transform=\"translate(0 " << top << ")\">\n";
        PanelDrawing(out, scenario, panel).draw();
        out << "</g>\n";
        top += panelHeight;
    }
    out << "<g transform=\"translate(0 " << top << ")\">\n";
    drawKey(out, plotLeft, "ours", label);
    drawKey(out, plotLeft + plotWidth / 2, "compared", comparedLabel);
    out << "</g>\n</svg>\n";
    return out.str();
}

} // namespace candor::simulation
