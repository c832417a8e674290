using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>The browser events of our own that markup may listen to.</summary>
[EventHandler("onheld", typeof(EventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
